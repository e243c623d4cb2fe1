import type { Check } from '../check.ts'
import { type OffTime, type SwitchAt, offTimes, switchOf } from './audit-switches.ts'
import {
  type Looked,
  type Observation,
  type ObservedRecord,
  counted,
  nothingSeen,
  somethingSeen,
} from './observation.ts'

/** Switches that are followed; more are counted. Provisional: far more than a server sees in its life. */
const MOST = 10_000
/** Times told one by one. */
const MOST_TOLD = 20
const HOUR_US = 3_600_000_000

/** Audit devices and trails that were switched off, and when on again. */
export class DeviceSwitched implements Observation {
  readonly #format: string
  readonly #switches: SwitchAt[] = []
  #unfollowed = 0

  constructor(format: string) {
    this.#format = format
  }

  look({ act, file, line, timeUs }: ObservedRecord): void {
    const found = act && switchOf(this.#format, act)
    if (found === undefined) return
    if (this.#switches.length < MOST) this.#switches.push({ ...found, file, line, timeUs })
    else this.#unfollowed += 1
  }

  *checks(looked: Looked): Generator<Check> {
    const times = offTimes(this.#switches)
    if (times.length === 0) {
      yield nothingSeen('device.switched', looked.records, 'No record tells that the log was switched off')
      return
    }
    for (const time of times.slice(0, MOST_TOLD)) yield offSeen(time)
    const more = times.length - MOST_TOLD
    if (more > 0)
      yield somethingSeen('device.switched', `The log was switched off ${counted(more, 'more time')}`, SETTLES)
    if (this.#unfollowed > 0)
      yield somethingSeen(
        'device.switched',
        `After ${MOST} switches of the log ${this.#unfollowed} more were not followed`,
        SETTLES,
      )
  }
}

const SETTLES = 'The log of another audit device over that time, and who ordered it'

function offSeen({ fromUs, untilUs, ...place }: OffTime): Check {
  const until =
    untilUs === undefined
      ? 'and not on again in these records'
      : `and on again ${((untilUs - fromUs) / HOUR_US).toFixed(1)} h later`
  return somethingSeen(
    'device.switched',
    `What writes the log was switched off here ${until}: what was done meanwhile is in no record of it`,
    SETTLES,
    place,
  )
}
