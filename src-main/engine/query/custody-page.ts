import type { Database } from 'better-sqlite3'
import type { Answer, Ask } from '../../contract/calls.ts'
import { chainedEntry, checkCustody } from '../../core/custody/custody.ts'
import { sha256 } from '../crypto/digest.ts'
import { readCustody } from '../store/custody-log.ts'

/** The case's chain of acts, verified while it is read; `text` filters what is listed, never what is verified. */
export function custodyPage(db: Database, { text, offset, limit }: Ask<'custody.page'>): Answer<'custody.page'> {
  const entries = [...readCustody(db)]
  const problems = [...checkCustody(entries.map(chainedEntry), sha256)]
  const wanted = text.toLowerCase()
  const matching =
    wanted === '' ? entries : entries.filter((entry) => JSON.stringify(entry).toLowerCase().includes(wanted))
  return {
    verdict: problems.length > 0 ? 'failed' : 'verified',
    head: entries.at(-1)?.hash ?? '',
    total: entries.length,
    matching: matching.length,
    problems: problems.map(({ seq, line, message }) => ({ seq: seq ?? line, message })),
    entries: matching.slice(offset, offset + limit).map((entry) => ({ ...entry, detail: { ...entry.detail } })),
  }
}
