import type { Database } from 'better-sqlite3'
import { CheckShape } from '../../contract/shapes.ts'
import type { Answer } from '../../contract/calls.ts'
import { wholeVerdict } from '../../core/verify/check.ts'

type RunRow = {
  readonly id: number
  readonly name: string
  readonly format: string
  readonly verdict: Checked['verdict'] | null
  readonly checkedUs: number | null
  readonly tookMs: number | null
}
type Checked = Answer<'verify.state'>['bundles'][number]

const RUNS = `SELECT b.id, b.name, b.format, r.verdict, r.checked_us AS checkedUs, r.took_ms AS tookMs
                FROM bundle b LEFT JOIN check_run r ON r.bundle = b.id WHERE b.state = 'complete' ORDER BY b.id`

/** The last verification of each bundle. What was never checked is listed as such and has no verdict. */
export function verifyState(db: Database): Answer<'verify.state'> {
  const runs = db.prepare<[], RunRow>(RUNS).all()
  const read = db.prepare<[number], string>('SELECT body FROM check_result WHERE bundle = ? ORDER BY ordinal').pluck()
  const bundles: Checked[] = runs.flatMap(({ id, name, format, verdict }) =>
    verdict === null
      ? []
      : [{ id, name, format, verdict, checks: read.all(id).map((body) => CheckShape.parse(JSON.parse(body))) }],
  )
  const checkedUs = Math.max(0, ...runs.map((run) => run.checkedUs ?? 0))
  return {
    verdict: wholeVerdict(bundles.map(({ verdict }) => verdict)),
    bundles,
    seconds: runs.reduce((sum, { tookMs }) => sum + (tookMs ?? 0), 0) / 1000,
    ...(checkedUs > 0 && { checkedAt: new Date(checkedUs / 1000).toISOString() }),
    unchecked: runs.filter(({ verdict }) => verdict === null).map(({ id }) => id),
  }
}
