import type { Mask } from '../formats/format.ts'

/** What stands where a value was. */
const FILLED = /^(?:\*+|0+)$/

/**
 * Shows a scrubbed original: what is nothing but filling hides no value, so it stands as it is and is not told as masked. `show` is given the
 * mask to use, and answers what it masked by kind.
 */
export function spareFill<T extends { readonly masked: readonly string[] }>(mask: Mask, show: (mask: Mask) => T): T {
  const spared: string[] = []
  const shown = show((kind, value) => {
    if (!FILLED.test(value)) return mask(kind, value)
    spared.push(kind)
    return value
  })
  const masked = [...shown.masked]
  for (const kind of spared) {
    const at = masked.indexOf(kind)
    if (at >= 0) masked.splice(at, 1)
  }
  return { ...shown, masked }
}
