import type { Check } from '../check.ts'
import { type Observation, type ObservedRecord, nothingSeen, somethingSeen } from './observation.ts'
import { TokenSpans } from './token-spans.ts'

/** A new salt of the audit device, in logs that hold HMACs of tokens. */
export class SaltChange implements Observation {
  readonly #tokens = new TokenSpans()

  look(record: ObservedRecord): void {
    if (record.token !== undefined) this.#tokens.look(record.token, record)
  }

  *checks(): Generator<Check> {
    if (this.#tokens.count === 0) return
    const place = this.#tokens.change()
    yield place === undefined
      ? nothingSeen('salt.change', this.#tokens.count, 'The HMACs of tokens go on without a break')
      : somethingSeen(
          'salt.change',
          'From this line on no token has an HMAC that was seen before: the audit device was disabled and enabled anew',
          'The records of sys/audit around it, or the log of another audit device',
          place,
        )
  }
}
