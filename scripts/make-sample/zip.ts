import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** The hour of the export, so that two runs write the same headers. */
const MTIME = new Date('2025-04-01T06:00:00Z')

/** Writes a bag as a zip with the bag's folder as its only top entry, in the order given. */
export async function writeZip(path: string, folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const zip = new ZipFile()
  for (const [name, bytes] of files)
    zip.addBuffer(Buffer.from(bytes), `${folder}/${name}`, { mtime: MTIME, mode: 0o100644, compressionLevel: 9 })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}
