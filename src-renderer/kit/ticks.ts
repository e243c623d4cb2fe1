import { clockParts, dateText, dayText, offsetMs } from './moment.ts'

export interface Tick {
  readonly us: number
  readonly label: string
}

const MIN = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
/** Natural steps of a time axis, in milliseconds. */
const steps = [
  1,
  5,
  10,
  50,
  100,
  500,
  1000,
  5000,
  10_000,
  30_000,
  MIN,
  2 * MIN,
  5 * MIN,
  10 * MIN,
  15 * MIN,
  30 * MIN,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
]
const MAX_TICKS = 60

function labelOf(us: number, stepMs: number, zone: string, first: boolean): string {
  if (first && stepMs >= DAY) return dayText(us, zone)
  if (first) return `${dayText(us, zone)} ${clockParts(us, zone).clock.slice(0, stepMs >= MIN ? 5 : 8)}`
  if (stepMs >= DAY) return dayText(us, zone)
  const { clock } = clockParts(us, zone)
  if (clock === '00:00:00' && stepMs >= MIN) return dayText(us, zone)
  if (stepMs >= MIN) return clock.slice(0, 5)
  const millis = Math.floor((us % 1e6) / 1000)
  return stepMs >= 1000 ? clock : `${clock.slice(6)}.${String(millis).padStart(3, '0')}`
}

function monthTicks(fromUs: number, toUs: number, every: number, zone: string): Tick[] {
  const ticks: Tick[] = []
  const { year, month } = clockParts(fromUs, zone)
  for (let n = 0; ticks.length < MAX_TICKS; n += 1) {
    const index = year * 12 + month + n
    if (index % every !== 0) continue
    const utc = Date.UTC(Math.floor(index / 12), index % 12, 1)
    const us = (utc - offsetMs(utc, zone)) * 1000
    if (us >= toUs) break
    if (us < fromUs) continue
    const text = dateText(us, zone)
    ticks.push({
      us,
      label: ticks.length === 0 || index % 12 === 0 ? text.slice(text.indexOf(' ') + 1) : (text.split(' ')[1] ?? ''),
    })
  }
  return ticks
}

/** Ticks at natural steps of the zone's own clock, at most one for each `leastPx` of `widthPx`; the first is labelled in full. */
export function timeTicks(
  range: { readonly from: number; readonly to: number },
  widthPx: number,
  zone: string,
  leastPx = 84,
): readonly Tick[] {
  const spanMs = (range.to - range.from) / 1000
  if (spanMs <= 0 || widthPx <= 0) return []
  const most = Math.max(1, Math.floor(widthPx / leastPx))
  const stepMs = steps.find((step) => spanMs / step <= most)
  if (stepMs === undefined) {
    const months = spanMs / (30.4 * DAY) / most
    return monthTicks(range.from, range.to, [1, 2, 3, 6, 12, 24, 60, 120].find((n) => months <= n) ?? 1200, zone)
  }
  const ticks: Tick[] = []
  const shift = offsetMs(Math.floor(range.from / 1000), zone)
  // weeks begin on Monday, the epoch on a Thursday
  const week = stepMs >= 7 * DAY ? 4 * DAY : 0
  const start = Math.ceil((range.from / 1000 + shift - week) / stepMs) * stepMs + week - shift
  for (let ms = start; ms * 1000 < range.to && ticks.length < MAX_TICKS; ms += stepMs) {
    // a change of clocks inside the range moves the later ticks, so each is put on its own wall clock
    const us = (ms + shift - offsetMs(ms, zone)) * 1000
    ticks.push({ us, label: labelOf(us, stepMs, zone, ticks.length === 0) })
  }
  return ticks
}

/** Round values for a count axis from 0: at most `most` lines, the last at or above the greatest count. */
export function countTicks(max: number, most = 2): readonly number[] {
  if (max <= 0) return [0]
  const rough = max / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((n) => n * power >= rough) ?? 10) * power)
  const ticks = [0]
  while ((ticks.at(-1) ?? 0) < max && ticks.length <= most + 1) ticks.push(Math.round(step * ticks.length))
  return ticks
}
