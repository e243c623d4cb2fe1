import { detectors, mayHoldSecret } from './detectors.ts'

/** A text with every detected value replaced, and the kinds replaced, in the order of the detectors, with repetition. */
export interface MaskedText {
  readonly text: string
  readonly masked: readonly string[]
}

/** Replaces one value by `[masked:<kind>:<8 hex>]`. */
export type MaskValue = (kind: string, value: string) => string

const NONE: readonly string[] = []

/** A replacement can uncover the start of the next value that stood right behind; no real text needs more rounds. */
const ROUNDS = 4

/** Replaces every value that a detector knows; a clean text comes back as it is, and so does one that is masked already. */
export function maskText(text: string, mask: MaskValue): MaskedText {
  if (!mayHoldSecret(text)) return { text, masked: NONE }
  const masked: string[] = []
  let rest = text
  for (let round = 0, found = -1; round < ROUNDS && found !== masked.length; round++) {
    found = masked.length
    rest = maskOnce(rest, mask, masked)
  }
  return { text: rest, masked }
}

function maskOnce(text: string, mask: MaskValue, masked: string[]): string {
  let rest = text
  for (const { kind, shape } of detectors) {
    rest = rest.replace(shape, (whole: string, kept: unknown) => {
      const prefix = typeof kept === 'string' ? kept : ''
      masked.push(kind)
      return prefix + mask(kind, whole.slice(prefix.length))
    })
  }
  return rest
}

/** True for a text that is nothing but one replacement, `[masked:<kind>:<8 hex>]`. */
export const isMasked = (text: string): boolean => replacement.test(text)

const replacement = /^\[masked:[a-z-]{1,24}:[0-9a-f]{8}\]$/
