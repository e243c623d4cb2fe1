import { LF, OPEN, endOfContainer, isBlank, trimmedEnd } from './json-bytes.ts'

/** Start and end of every entry found, one after the other, and where the last whole one ends. */
export interface FoundEntries {
  readonly bounds: readonly number[]
  readonly end: number
}

/**
 * Finds objects one after the other without parsing them, as `jq` prints them. Bytes between values up to the line end are an entry of their own
 * (they will be rejected, not lost). A broken value ends where a line begins with `{`: one damaged object costs one entry, not the rest.
 */
export function findValues(bytes: Uint8Array, final: boolean): FoundEntries {
  const bounds: number[] = []
  let at = 0
  let end = 0
  while (at < bytes.byteLength) {
    if (isBlank(bytes[at])) {
      at++
      continue
    }
    const stop = bytes[at] === OPEN ? endOfContainer(bytes, at, true) : bytes.indexOf(LF, at)
    if (stop < 0 && !final) break
    const until = stop < 0 ? trimmedEnd(bytes, at) : stop
    bounds.push(at, until)
    at = until
    end = until
    if (stop < 0) break
  }
  return { bounds, end }
}
