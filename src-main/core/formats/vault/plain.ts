import { mayHoldSecret } from '../../mask/detectors.ts'
import { maskText } from '../../mask/mask-text.ts'
import { flagBit } from '../../record/record.ts'
import type { Draft, Mask } from '../format.ts'
import { newMemo } from './memo.ts'
import { isHashed } from './path.ts'

const MASKED = flagBit('masked')

const knownHashes = newMemo<string>(20_000)
/** Other texts found clean before. */
const cleanTexts = newMemo<string>(20_000)

/** A text that repeats, masked where a value in it must not be shown; the draft is flagged then. */
export function plain(text: string, draft: Draft, mask: Mask): string {
  const known = cleanTexts.get(text)
  if (known !== undefined) return known
  const shown = masked(text, draft, mask)
  return shown === text ? cleanTexts.keep(text, text) : shown
}

/** The same for ids and addresses, which hardly repeat. */
export function plainId(text: string, draft: Draft, mask: Mask): string {
  return isNumeral(text) || !mayHoldSecret(text) ? text : masked(text, draft, mask)
}

/** Digits with dots, or the digits of a UUID with dashes: no detector knows such a value. */
function isNumeral(text: string): boolean {
  const joint = text.charCodeAt(8) === 45 ? 45 : 46
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const digit = code >= 48 && code <= 57
    if (!digit && code !== joint && (joint === 46 || code < 97 || code > 102)) return false
  }
  return true
}

function masked(text: string, draft: Draft, mask: Mask): string {
  const shown = maskText(text, mask)
  if (shown.masked.length > 0) draft.flags |= MASKED
  return shown.text
}

/** A token or accessor: as it is where Vault hashed it, else masked. */
export function hashed(kind: string, value: string, draft: Draft, mask: Mask): string {
  const known = knownHashes.get(value)
  if (known !== undefined) return known
  if (isHashed(value)) return knownHashes.keep(value, value)
  draft.flags |= MASKED
  return mask(kind, value)
}
