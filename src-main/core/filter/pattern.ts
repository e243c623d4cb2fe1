import type { Parts } from './query.ts'

const UPPER = /[A-Z]/g

/** ASCII capitals as small letters; everything else untouched. Queries compare folded text, whatever the locale. */
export const fold = (text: string): string => text.replace(UPPER, (letter) => letter.toLowerCase())

/** Whether a folded text is what the folded pieces describe from end to end; linear in the text. */
export function matchesWhole(parts: Parts, text: string): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  const end = text.length - last.length
  const at = afterAll(rest, text, first.length)
  return at !== undefined && at <= end && text.endsWith(last)
}

/** Whether a folded text holds the folded pieces in this order, anywhere. */
export const contains = (parts: Parts, text: string): boolean => afterAll(parts, text, 0) !== undefined

function afterAll(parts: Parts, text: string, from: number): number | undefined {
  let at = from
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return undefined
    at = found + part.length
  }
  return at
}
