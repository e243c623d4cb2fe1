import type { Database } from 'better-sqlite3'
import { contains, fold, matchesWhole } from '../../core/filter/pattern.ts'
import type { Parts } from '../../core/filter/query.ts'
import type { TermField } from '../../core/record/record.ts'
import type { CaseColumns } from './case-columns.ts'

/** What is looked for: text anywhere in a value, a pattern of the whole value, or the value itself byte for byte. */
export type Wanted = { readonly how: 'anywhere' | 'whole' | 'exact'; readonly parts: Parts }

/** A field with so few values is matched value by value; provisional. */
const FEW = 2000
/** From so many terms on the trigram index is quicker than reading them all; provisional. */
const MANY_TERMS = 100_000
/** SQLite's LIKE tries all ways to place wildcards, so only short patterns are its own; the rest is matched here. */
const LIKE_PARTS = 3

type Found = { id: number; text: string }

/** The ids of terms that match, at least all of those that occur in `field`, where one is given. */
export function searchTerms(columns: CaseColumns, { how, parts }: Wanted, field?: TermField): Uint32Array {
  const key = `terms ${how} ${field ?? ''} ${JSON.stringify(parts)}`
  return columns.keep(key, () => {
    const of = Uint32Array.from(search(columns, { how, parts: parts.map((part) => part.toWellFormed()) }, field))
    return { of, bytes: of.byteLength + 64 }
  })
}

function search(columns: CaseColumns, { how, parts }: Wanted, field?: TermField): number[] {
  const { db } = columns
  if (how === 'exact')
    return db
      .prepare<[string], number>('SELECT id FROM term WHERE text = ?')
      .pluck()
      .all(parts[0] ?? '')
  const folded = parts.map(fold)
  const matches = (text: string): boolean =>
    how === 'whole' ? matchesWhole(folded, fold(text)) : contains(folded, fold(text))
  if (field) {
    const occurring = columns.occurring(field)
    if (occurring.length <= FEW) return idsWhere(textsOf(db, occurring), matches)
  }
  const withNul = idsWhere(termsWithNul(columns), matches)
  return parts.some((part) => part.includes('\0')) ? withNul : [...searchPlain(db, { how, parts }, matches), ...withNul]
}

/** Terms without NUL: SQLite compares text up to a NUL only. */
function searchPlain(db: Database, { how, parts }: Wanted, matches: (text: string) => boolean): number[] {
  const longest = parts.toSorted((a, b) => b.length - a.length)[0] ?? ''
  const simple = parts.length <= LIKE_PARTS
  const ends = how === 'whole' && simple ? '' : '%'
  const like = `${ends}${(simple ? parts : [longest]).map((part) => part.replaceAll(/[\\%_]/g, '\\$&')).join('%')}${ends}`
  const source = usesIndex(db, longest) ? indexed(db, longest) : { sql: 'term', given: [] }
  const columns = `id${simple ? '' : ', text'}`
  const rows = db
    .prepare<unknown[], Found>(
      `SELECT ${columns} FROM ${source.sql} WHERE text LIKE ? ESCAPE '\\' AND NOT instr(text, char(0))`,
    )
    .all(...source.given, like)
  return simple ? rows.map(({ id }) => id) : idsWhere(rows, matches)
}

const idsWhere = (rows: readonly Found[], matches: (text: string) => boolean): number[] =>
  rows.filter(({ text }) => matches(text)).map(({ id }) => id)

/** The trigram index, for a piece of three characters or more, when it holds every term there is. */
function usesIndex(db: Database, longest: string): boolean {
  if ([...longest].length < 3) return false
  const last = (sql: string): number => db.prepare<[], { id: number | null }>(sql).get()?.id ?? 0
  const terms = last('SELECT max(id) AS id FROM term')
  return terms >= MANY_TERMS && last('SELECT max(id) AS id FROM term_text_docsize') === terms
}

const indexed = (db: Database, longest: string): { sql: string; given: string[] } => ({
  sql: `(SELECT term.id, term.text FROM term WHERE term.id IN (SELECT rowid FROM term_text WHERE term_text MATCH ?))`,
  given: [`"${longest.replaceAll('"', '""')}"`],
})

function termsWithNul(columns: CaseColumns): readonly Found[] {
  return columns.keep('terms with NUL', () => {
    const of = columns.db.prepare<[], Found>('SELECT id, text FROM term WHERE instr(text, char(0))').all()
    return { of, bytes: of.reduce((sum, { text }) => sum + text.length * 2, 64) }
  })
}

/** Terms by id, in the order of the ids. */
export function textsOf(db: Database, ids: ArrayLike<number>): Found[] {
  return db
    .prepare<[string], Found>('SELECT id, text FROM term WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id')
    .all(JSON.stringify(Array.from(ids)))
}
