import type { Check } from '../../core/verify/check.ts'
import { counted, nothingSeen, somethingSeen } from '../../core/verify/observations/observation.ts'
import type { Replay } from './replay-bundle.ts'

const CHECK = 'value.masked'
const SETTLES =
  'Whether what stood there was valid, and was renewed since: whoever could read the log could use it. The originals keep it until they are scrubbed'

/** How many entries hold a value that does not belong in a log, wherever it stands in them; of what could not be read nothing is claimed. */
export function* observeMasked({ masked, files }: Pick<Replay, 'masked' | 'files'>): Generator<Check> {
  const logs = files.filter(({ stated }) => stated.reading !== null)
  const damaged = logs.find((file) => file.damaged !== undefined)
  if (logs.length === 0) return
  if (masked.entries > 0) {
    const message = `${counted(masked.entries, 'line')} with a value that does not belong in a log, shown as [masked:…]`
    yield somethingSeen(CHECK, message, SETTLES, masked.first)
  } else if (damaged !== undefined) {
    const message =
      'In no line that could be read do the rules of masking find a value, but not every original could be read'
    yield somethingSeen(CHECK, message, SETTLES, { file: damaged.stated.path, line: 1 })
  } else {
    const lines = logs.reduce((sum, { ledger }) => sum + (ledger?.lines ?? 0), 0)
    yield nothingSeen(
      CHECK,
      lines,
      'In no line of the originals do the rules of masking find a value that must not be shown',
    )
  }
}
