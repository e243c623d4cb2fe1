import type { Beside } from '../proof.ts'

/** A small file beside a proof as a whole; undefined where it is not there, kept as text alone, or larger. */
export async function readSmall(beside: Beside, path: string, most: number): Promise<Buffer | undefined> {
  const chunks = beside.paths.includes(path) ? beside.read(path) : undefined
  if (chunks === undefined) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > most) return undefined
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

/** The folder of a path, with its final '/'; '' at the top. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** JSON that may be anything; undefined where it is none. */
export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
