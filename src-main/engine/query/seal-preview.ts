import type { Answer, Ask } from '../../contract/calls.ts'
import { flagNames } from '../../core/record/record.ts'
import { countValues } from '../columns/count.ts'
import { type Asking, recordsOf } from './result.ts'
import { verifyState } from './verify-state.ts'

type Preview = Answer<'seal.preview'>

/** What a pack of this scope would hold. Sealing counts again and states what it wrote. */
export function sealPreview(asking: Asking, ask: Ask<'seal.preview'>, head: Answer<'case.open'>): Preview {
  const { result } = recordsOf(asking, ask)
  const state = verifyState(asking.db)
  const checks = state.bundles.reduce((sum, bundle) => sum + Math.max(1, bundle.checks.length), 0)
  const files =
    asking.db
      .prepare<[], number>(
        "SELECT count(*) FROM bundle_file f JOIN bundle b ON b.id = f.bundle WHERE b.state = 'complete'",
      )
      .pluck()
      .get() ?? 0
  return {
    suggestedName: `${head.name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}_${stamp(new Date())}.asice`,
    records: result.total,
    population: asking.columns.rows,
    sheets: [
      { sheet: 'Cover', table: 'cover', rows: 1, holds: 'case, period, signer, verdicts' },
      { sheet: 'How to read', table: 'guide', rows: 0, holds: 'words, marks, formats' },
      { sheet: 'IPE', table: 'ipe', rows: head.bundles, holds: 'source, query, control totals' },
      {
        sheet: 'Verification',
        table: 'verification',
        rows: checks,
        holds: `${state.bundles.length} bundles checked, ${state.unchecked.length} not`,
      },
      { sheet: 'Records', table: 'records', rows: result.total, holds: 'the records of the scope, normalised' },
      { sheet: 'Custody', table: 'custody', rows: head.custody.entries + 1, holds: 'every act up to this export' },
    ],
    warnings: warnings(state, files),
    masked: maskedIn(asking, ask),
    custodyEntries: head.custody.entries + 1,
  }
}

function warnings(state: ReturnType<typeof verifyState>, files: number): Preview['warnings'] {
  const found: Preview['warnings'] = state.bundles
    .filter(({ verdict }) => verdict === 'failed' || verdict === 'not-verifiable')
    .map(({ name, verdict, checks }) => ({
      verdict,
      message: `${name}: ${checks.find((check) => check.level === 'proof' && check.verdict === verdict)?.message ?? verdict}`,
    }))
  if (state.unchecked.length > 0)
    found.push({
      verdict: 'unchecked',
      message: `${state.unchecked.length} of the bundles were not checked; sealing checks them first.`,
    })
  if (files === 0) found.push({ verdict: 'unchecked', message: 'The case holds no imported file.' })
  return found
}

function maskedIn(asking: Asking, ask: Ask<'seal.preview'>): number {
  const { result } = recordsOf(asking, ask)
  const bit = 1 << flagNames.indexOf('masked')
  return countValues(asking.columns, 'flags', result).reduce((sum, count, bits) => (bits & bit ? sum + count : sum), 0)
}

/** YYYYMMDDTHHMMSSZ, as pack names carry it. */
export const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.[0-9]+/g, '')
