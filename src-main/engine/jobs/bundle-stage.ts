import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { FaultError } from '../../contract/fault.ts'
import { stopIfCancelled } from '../intake/faults.ts'

/** A file of the bundle being written. */
export interface Written {
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly close: () => Promise<void>
}

/** The folder beside `out` in which a bundle grows until it is whole. */
export class BundleStage {
  readonly #out: string
  readonly #folder: string
  readonly #names: string[] = []

  private constructor(out: string, folder: string) {
    this.#out = out
    this.#folder = folder
  }

  /** Refuses a name that is taken: nothing is ever written over. */
  static async open(path: string): Promise<BundleStage> {
    const out = resolve(path)
    if (await lstat(out).catch(() => undefined)) throw takenFault(path)
    const folder = join(dirname(out), `.${basename(out)}.${randomBytes(6).toString('hex')}.partial`)
    await tried(out, () => mkdir(folder))
    return new BundleStage(out, folder)
  }

  async create(name: string): Promise<Written> {
    const path = join(this.#folder, ...name.split('/'))
    this.#names.push(name)
    const handle = await tried(this.#out, async () => {
      await mkdir(dirname(path), { recursive: true })
      return open(path, 'wx')
    })
    return {
      write: (bytes) => tried(this.#out, async () => void (await handle.writeFile(bytes))),
      close: () => tried(this.#out, () => handle.close()),
    }
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    this.#names.push(name)
    await tried(this.#out, () => writeFile(join(this.#folder, name), content, { flag: 'wx' }))
  }

  /** Puts the bundle in its place; of an archive the SHA-256 is answered. */
  async finish(now: Date, signal: AbortSignal): Promise<string | undefined> {
    stopIfCancelled(signal)
    if (!this.#out.toLowerCase().endsWith('.zip')) {
      await tried(this.#out, () => rename(this.#folder, this.#out))
      return undefined
    }
    const packed = `${this.#folder}.zip`
    try {
      await tried(this.#out, () => this.#pack(packed, now, signal))
      const digest = createHash('sha256')
      await pipeline(createReadStream(packed), digest)
      await tried(this.#out, () => rename(packed, this.#out))
      await this.discard()
      return digest.digest('hex')
    } catch (error) {
      await rm(packed, { force: true })
      throw signal.aborted ? new FaultError('cancelled', 'The work was cancelled') : error
    }
  }

  async discard(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** The bag's folder is the only top entry; names in order, so equal content gives an equal archive. */
  async #pack(path: string, now: Date, signal: AbortSignal): Promise<void> {
    const top = basename(this.#out).replace(/\.zip$/i, '')
    const archive = new ZipFile()
    const options = { mtime: now, mode: 0o100644, compress: true }
    for (const name of this.#names.toSorted()) {
      archive.addFile(join(this.#folder, ...name.split('/')), `${top}/${name}`, options)
    }
    archive.end()
    await pipeline(archive.outputStream, createWriteStream(path, { flags: 'wx' }), { signal })
  }
}

const takenFault = (file: string): FaultError =>
  new FaultError('output-exists', {
    message: `${file} is already there`,
    file,
    remedy: 'Choose another name, or move it away',
  })

const meanings: Readonly<Record<string, readonly ['disk-full' | 'no-permission' | 'file-missing', string, string]>> = {
  ENOSPC: ['disk-full', 'The disk is full', 'Free some space or choose another disk, then make the bundle again'],
  EDQUOT: ['disk-full', 'The quota of the disk is used up', 'Free some space, then make the bundle again'],
  EACCES: ['no-permission', 'The folder cannot be written', 'Choose a folder that you may write to'],
  EPERM: ['no-permission', 'The folder cannot be written', 'Choose a folder that you may write to'],
  EROFS: ['no-permission', 'The disk is read-only', 'Choose another disk'],
  ENOENT: ['file-missing', 'The folder to write to does not exist', 'Make the folder first, or choose another'],
}

async function tried<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const meaning = meanings[code]
    if (meaning === undefined) throw error
    throw new FaultError(meaning[0], { message: `${meaning[1]}: ${file}`, file, remedy: meaning[2] })
  }
}
