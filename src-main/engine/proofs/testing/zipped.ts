import { zipBytes } from '../../intake/testing/zip-bytes.ts'

/** Files of a container by their names, in order. */
export type Parts = Readonly<Record<string, string | Uint8Array>>

/** A stored ZIP of these files. */
export const zipped = (parts: Parts): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipBytes(Object.entries(parts).map(([name, body]) => ({ name, body }))))
