import type { Check } from '../check.ts'
import { type Looked, type Observation, type ObservedRecord, nothingSeen, somethingSeen } from './observation.ts'
import { type Silence, Silences } from './silences.ts'

/** Silences that are longer than the habit of the source by far. */
export class LongSilences implements Observation {
  readonly #silences = new Silences()

  look(record: ObservedRecord): void {
    this.#silences.look(record)
  }

  *checks(looked: Looked): Generator<Check> {
    const outstanding = this.#silences.outstanding()
    if (outstanding.length === 0)
      yield nothingSeen('time.silence', looked.records, 'No silence longer than the habit of this source')
    for (const silence of outstanding) yield silenceSeen(silence)
  }
}

function silenceSeen({ hours, habitHours, ...place }: Silence): Check {
  const message = `${hours.toFixed(1)} h without a record before this line; the tenth longest silence is ${habitHours.toFixed(1)} h`
  return somethingSeen(
    'time.silence',
    message,
    "The server's own log of those hours, or that of another audit device",
    place,
  )
}
