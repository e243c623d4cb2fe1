import { open } from 'node:fs/promises'

const SQLITE = 'SQLite format 3\0'

/** True where the file is an SQLite database; whether it is a case of ours, and a sound one, the engine says. */
export async function isCase(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return false
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SQLITE.length), 0, SQLITE.length)
    return bytesRead === SQLITE.length && buffer.toString('latin1') === SQLITE
  } catch {
    return false // a folder opens but cannot be read
  } finally {
    await file.close()
  }
}
