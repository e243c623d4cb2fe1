import type { Verdict } from '../core/verify/check.ts'

// one fixed form, whatever the machine's locale
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `614,770` */
export const count = (n: number): string => whole.format(n)

/** `1 record`, `614,770 records` */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** `1.9 GB`, 1000-based */
export function bytes(n: number): string {
  let value = n
  let unit = 0
  while (value >= 999.95 && unit < byteUnits.length - 1) {
    value /= 1000
    unit += 1
  }
  return unit === 0 ? counted(n, 'byte') : `${value.toFixed(1)} ${byteUnits[unit]}`
}

/** `2.1 ms`, `3.8 s`, `4 min 12 s`, `2 h 05 min` */
export function duration(seconds: number): string {
  if (seconds < 0.9995) return `${(seconds * 1000).toFixed(1)} ms`
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const all = Math.round(seconds)
  if (all < 3600) return `${Math.floor(all / 60)} min ${all % 60} s`
  return `${count(Math.floor(all / 3600))} h ${String(Math.floor((all % 3600) / 60)).padStart(2, '0')} min`
}

/** `69.7 %`; `100 %` only where it is exact. */
export function share(n: number, of: number): string {
  if (of === 0) return '–'
  if (n === of) return '100 %'
  const percent = (n / of) * 100
  if (n > 0 && percent < 0.1) return '< 0.1 %'
  return `${(percent > 99.9 ? 99.9 : percent).toFixed(1)} %`
}

/** `3f9a1c20…77ab` */
export const shortHash = (hash: string): string => (hash.length > 12 ? `${hash.slice(0, 8)}…${hash.slice(-4)}` : hash)

const marks: Readonly<Record<Verdict, string>> = {
  verified: '✔',
  failed: '✘',
  'not-verifiable': '?',
  'not-offered': '–',
}

/** Shape and word: `✔ verified`, `? not verifiable`. */
export const verdictWords = (verdict: Verdict): string => `${marks[verdict]} ${verdict.replace('-', ' ')}`
