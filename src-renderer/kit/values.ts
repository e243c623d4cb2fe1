const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** A count, always exact: `614,770`. */
export const count = (n: number): string => grouped.format(n)

/** A count on an axis, where exactness would not fit: `1.2 M`, `40 k`. */
export function axisCount(n: number): string {
  if (n >= 1e6) return `${Number((n / 1e6).toFixed(1))} M`
  if (n >= 1e4) return `${Number((n / 1e3).toFixed(0))} k`
  return count(n)
}

/** `one` for exactly 1, else `many`, with the count before it. */
export const counted = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes to the base of 1000: `1.9 GB`, `14 MB`, `812 B`. */
export function bytes(n: number): string {
  let value = n
  let step = 0
  while (value >= 999.5 && step < byteUnits.length - 1) {
    value /= 1000
    step += 1
  }
  const digits = step > 0 && value < 9.95 ? 1 : 0
  return `${value.toFixed(digits)} ${byteUnits[step] ?? 'B'}`
}

/** `2.1 ms`, `3.8 s`, `4 min 12 s`, `3 h 05 min`, `852 d 1 h` from four days on; milliseconds in. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)} ms`
  const s = ms / 1000
  if (s < 59.95) return `${s.toFixed(s < 10 && !Number.isInteger(s) ? 1 : 0)} s`
  const whole = Math.round(s)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  const minutes = Math.round(whole / 60)
  const hours = Math.round(minutes / 60)
  if (hours >= 96) return `${count(Math.floor(hours / 24))} d ${hours % 24} h`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** `69.7 %`; `100 %` and `0 %` only where they are exact. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '–'
  if (part === whole) return '100 %'
  if (part === 0) return '0 %'
  const percent = (part / whole) * 100
  if (percent < 0.1) return '< 0.1 %'
  return `${Math.min(99.9, percent).toFixed(1)} %`
}

/** First 8 … last 4 of a hash, for rows; the whole where it is no longer than that. */
export const shortHash = (hash: string, head = 8, tail = 4): string =>
  hash.length <= head + tail + 1 ? hash : `${hash.slice(0, head)}…${hash.slice(-tail)}`

/** Groups of `size` characters, for comparing by eye or reading aloud. */
export const inGroups = (hash: string, size: number): string =>
  hash.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? ''

/** Splits a path before its leaf, which is never cut: `secret/data` and `/db-password`. */
export function pathParts(path: string): { readonly prefix: string; readonly leaf: string } {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  const cut = trimmed.lastIndexOf('/')
  return cut <= 0 ? { prefix: '', leaf: path } : { prefix: path.slice(0, cut), leaf: path.slice(cut) }
}

export interface TextPart {
  readonly text: string
  /** A character that must not act: drawn in a box by its name. */
  readonly boxed: boolean
}

const ACTING =
  // oxlint-disable-next-line no-control-regex -- these characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Cuts text into plain stretches and boxed control, invisible and direction characters, so that nothing acts. */
export function textParts(text: string): readonly TextPart[] {
  if (!ACTING.test(text)) return [{ text, boxed: false }]
  const parts: TextPart[] = []
  let plain = ''
  for (const character of text) {
    if (!ACTING.test(character)) {
      plain += character
      continue
    }
    if (plain) parts.push({ text: plain, boxed: false })
    plain = ''
    parts.push({ text: nameOf(character), boxed: true })
  }
  if (plain) parts.push({ text: plain, boxed: false })
  return parts
}
