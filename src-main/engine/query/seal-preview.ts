import type { Answer, Ask } from '../../contract/calls.ts'
import { completenessRows } from '../../core/pack/completeness-sheet.ts'
import { coverRows, custodyRows, guideRows, ipeRows, sourceRows, verificationRows } from '../../core/pack/sheets.ts'
import { tables } from '../../core/pack/tables.ts'
import { flagNames } from '../../core/record/record.ts'
import { countValues } from '../columns/count.ts'
import { readCustody } from '../store/custody-log.ts'
import { completeness } from './completeness.ts'
import { packContent } from './pack-content.ts'
import { type Asking, type Scoped, recordsOf } from './result.ts'
import { verifyState } from './verify-state.ts'

type Preview = Answer<'seal.preview'>
type Head = Answer<'case.open'>

/** Entries that sealing adds before it carries the chain: the query, and the export's own beginning. */
const SEALING_ENTRIES = 2
const MASKED = 1 << flagNames.indexOf('masked')

/** What a pack of this scope would hold, by the rows that sealing writes. Sealing counts again and states what it wrote. */
export function sealPreview(asking: Asking, ask: Ask<'seal.preview'>, head: Head): Preview {
  const scoped = recordsOf(asking, ask)
  return {
    suggestedName: `${packStem(head.name)}_${stamp(new Date())}.asice`,
    records: scoped.result.total,
    population: asking.columns.rows,
    sheets: sheets(asking, ask, head, scoped),
    warnings: warnings(asking),
    masked: masked(asking, scoped),
    custodyEntries: head.custody.entries + SEALING_ENTRIES,
  }
}

function sheets(
  asking: Asking,
  { where, from, to }: Ask<'seal.preview'>,
  head: Head,
  { result, range }: Scoped,
): Preview['sheets'] {
  const { db } = asking
  const stated = completeness(asking, { from, to }, head)
  const known = { ...packContent(db, head, '', { query: where, ...range }), completeness: stated }
  const custody = [...readCustody(db)]
  const content = { ...known, packId: '', sealedAt: '', records: [], custody }
  const totals = {
    records: result.total,
    cutCells: 0,
    custodyHead: '',
    signer: { name: '', fingerprint: '', algorithm: '' },
  }
  const { bundles } = known.verification
  const rows: readonly [keyof typeof tables, number, string][] = [
    ['cover', coverRows(content, totals).length, 'case, period, signer, verdicts'],
    ['guide', guideRows.length, 'words, marks and formats'],
    ['ipe', ipeRows(content, totals).length, 'sources, query, control totals'],
    ['sources', sourceRows(known.bundles).length, 'every imported file with its ledger and SHA-256'],
    [
      'verification',
      verificationRows(known.verification).length,
      `${bundles.length} of ${known.bundles.length} bundles checked`,
    ],
    [
      'completeness',
      completenessRows(stated).length,
      'what is present, gaps and what explains them, where trust begins',
    ],
    ['records', result.total, 'the records of the scope, normalised'],
    ['custody', custodyRows(custody).length + SEALING_ENTRIES, 'every act up to this export'],
  ]
  return rows.map(([key, count, holds]) => ({ sheet: tables[key].title, table: tables[key].name, rows: count, holds }))
}

function warnings({ db }: Asking): Preview['warnings'] {
  const state = verifyState(db)
  const found: Preview['warnings'] = state.bundles
    .filter(({ verdict }) => verdict === 'failed' || verdict === 'not-verifiable')
    .map(({ name, verdict, checks }) => {
      const speaking = checks.find((check) => check.level === 'proof' && check.verdict === verdict)
      return { verdict, message: `${name}: ${speaking?.message ?? verdict}` }
    })
  const left = state.unchecked.length
  if (left > 0)
    found.push({
      verdict: 'unchecked',
      message: `${left} of the bundles were not checked yet; sealing checks them first.`,
    })
  return found
}

const masked = (asking: Asking, { result }: Scoped): number =>
  countValues(asking.columns, 'flags', result).reduce((sum, count, bits) => (bits & MASKED ? sum + count : sum), 0)

/** The case's name as a pack's name may be: ASCII, no runs of punctuation. */
const packStem = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'case'

/** YYYYMMDDTHHMMSSZ, as pack names carry it. */
const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.[0-9]+/g, '')
