import { createHash } from 'node:crypto'
import { fromBufferPromise } from 'yauzl'
import { FaultError } from '../../contract/fault.ts'
import type { Check } from '../../core/verify/check.ts'
import { intakeLimits, type IntakeLimits } from '../intake/limits.ts'
import { memorySource } from '../intake/source.ts'
import { readZipDirectory } from '../intake/zip-directory.ts'
import { readZipEntry } from '../intake/zip-entry.ts'
import { broken, open } from '../verify/findings.ts'
import type { Beside } from './proof.ts'

/** A container is a stranger's file: bounds on what reading it may cost. Provisional: far beyond any container of real use. */
const limits: IntakeLimits = { ...intakeLimits, maxEntries: 10_000, maxTextBytes: 1024 ** 3 }

/** The files of a ZIP container; one that could be read in two ways is refused before its content, as a check. */
export async function zipBeside(
  bytes: Uint8Array<ArrayBuffer>,
  shown: string,
  check: string,
  signal?: AbortSignal,
): Promise<Beside | Check> {
  const source = memorySource(bytes)
  try {
    const entries = await readZipDirectory(source, shown, limits, signal)
    await refuseLooseNames(bytes, shown)
    const byName = new Map(entries.map((entry) => [entry.name, entry]))
    const read: Beside['read'] = (name, stop) => {
      const entry = byName.get(name)
      return entry && readZipEntry(source, entry, { shown: `${shown}!${name}`, limits }, stop)
    }
    return { paths: [...byName.keys()], read, sha256: async (name) => await sha256Of(read(name, signal), name) }
  } catch (error) {
    return refused(error, shown, check)
  }
}

/** A name with a backslash is a folder to one reader and a letter to another; yauzl tells them apart only when strict. */
async function refuseLooseNames(bytes: Uint8Array<ArrayBuffer>, shown: string): Promise<void> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      strictFileNames: true,
    })
    for await (const entry of zip.eachEntry()) void entry
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new FaultError('malformed', `${shown}: ${error.message}`)
  }
}

async function sha256Of(chunks: AsyncIterable<Uint8Array> | undefined, name: string): Promise<string> {
  if (!chunks) throw new FaultError('file-missing', `${name} is not there`)
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

/** What the container is wrong about is an answer; what was cancelled, or is a fault of ours, goes on. */
function refused(error: unknown, file: string, check: string): Check {
  if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
  const { message } = error.detail
  if (error.code === 'malformed') return broken(check, message, { file, kind: 'malformed' })
  return { ...open(check, message, 'a container within the limits, not encrypted'), state: 'unsupported', file }
}
