import { clockParts, fractionParts, type Moment, rfc3339 } from './moment.ts'

interface Props {
  readonly moment: Moment
  readonly zone: string
}

/** The clock of an instant with the digits its source gave; those below a millisecond stand back. */
export function TimeText({ moment, zone }: Props) {
  const { clock } = clockParts(moment.us, zone)
  const { millis, below } = fractionParts(moment)
  const whole = rfc3339(moment)
  return (
    <time dateTime={whole} data-tip={whole}>
      {clock}
      {millis && `.${millis}`}
      {below && <span className="t3">{below}</span>}
    </time>
  )
}
