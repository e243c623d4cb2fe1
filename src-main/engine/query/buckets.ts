import { FaultError } from '../../contract/fault.ts'
import { DAY_US, dayBegin, dayNumber } from '../../core/record/zone.ts'

/** Most buckets of one histogram; provisional: more than a screen has pixels. */
export const MOST_BUCKETS = 5000
/** How many buckets an automatic step may make at most; with natural steps that gives about 60 to 150. */
const AUTO_BUCKETS = 150
const UNIT_US: Readonly<Record<string, number>> = { s: 1e6, m: 6e7, h: 3.6e9, d: DAY_US }
const NATURAL = [
  '1s',
  '5s',
  '15s',
  '1m',
  '5m',
  '15m',
  '1h',
  '3h',
  '6h',
  '12h',
  '1d',
  '7d',
  '28d',
  '364d',
  '3640d',
  '36400d',
]

/** A step and the bounds it gives: `bounds[i]` up to `bounds[i + 1]` is bucket i, µs since 1970 UTC. */
export interface Buckets {
  readonly step: string
  readonly bounds: Float64Array
}

/**
 * Buckets over [fromUs, toUs]. Days begin at the zone's midnight, steps of seven days on a Monday; shorter steps are counted
 * from each day's midnight, so the last of a day may be shorter where the step does not divide it or the clock changes.
 */
export function bucketsOver(fromUs: number, toUs: number, step: string, zone: string): Buckets {
  const chosen =
    step === 'auto' ? (NATURAL.find((one) => (toUs - fromUs) / lengthUs(one) <= AUTO_BUCKETS) ?? '36400d') : step
  if ((toUs - fromUs) / lengthUs(chosen) > MOST_BUCKETS) throw tooMany(chosen)
  const bounds = lengthUs(chosen) % DAY_US === 0 ? dayBounds : clockBounds
  return { step: chosen, bounds: Float64Array.from(bounds(fromUs, toUs, lengthUs(chosen), zone)) }
}

const lengthUs = (step: string): number => Number(step.slice(0, -1)) * (UNIT_US[step.slice(-1)] ?? Number.NaN)

const tooMany = (step: string): FaultError =>
  new FaultError('query', {
    message: `Steps of ${step} would make more than ${MOST_BUCKETS} buckets.`,
    remedy: 'Take a longer step, or a shorter range.',
  })

/** Where day numbers of a step begin: 1970-01-05 was a Monday. */
const firstDay = (days: number): number => (days === 7 ? 4 : 0)

function dayBounds(fromUs: number, toUs: number, stepUs: number, zone: string): number[] {
  const days = stepUs / DAY_US
  const from = dayNumber(fromUs, zone)
  const bounds: number[] = []
  for (let day = from - mod(from - firstDay(days), days); ; day += days) {
    bounds.push(dayBegin(day, zone))
    if ((bounds.at(-1) ?? 0) > toUs) return bounds
  }
}

const mod = (value: number, by: number): number => ((value % by) + by) % by

function clockBounds(fromUs: number, toUs: number, stepUs: number, zone: string): number[] {
  const bounds: number[] = []
  for (let day = dayNumber(fromUs, zone); ; day++) {
    const begin = dayBegin(day, zone)
    const end = dayBegin(day + 1, zone)
    for (let at = begin + Math.max(0, Math.floor((fromUs - begin) / stepUs)) * stepUs; at < end; at += stepUs) {
      bounds.push(at)
      if (at > toUs) return bounds
    }
    if (bounds.length > 2 * MOST_BUCKETS) throw tooMany(`${stepUs / 1e6}s`)
  }
}
