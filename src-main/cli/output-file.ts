import { existsSync } from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { type FaultCode, FaultError } from '../contract/fault.ts'

const codes: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  ENOENT: 'file-missing',
  EEXIST: 'output-exists',
}

const sentences: Partial<Record<FaultCode, string>> = {
  'disk-full': 'There is no room for it; nothing was kept.',
  'no-permission': 'It cannot be written there.',
  'file-missing': 'There is no such folder.',
  'output-exists': 'There is a file of this name already; nothing was overwritten.',
}

function faultOf(error: unknown, path: string): unknown {
  const errno = error instanceof Error && 'code' in error ? String(error.code) : ''
  const code = codes[errno]
  return code === undefined ? error : new FaultError(code, { message: sentences[code] ?? '', file: path })
}

/** Gives the finished file its name, if nobody took it meanwhile: a link, unlike a rename, replaces nothing. */
async function give(part: string, path: string): Promise<void> {
  try {
    await link(part, path)
    await rm(part)
  } catch (error) {
    const taken = existsSync(path)
    if (taken) await rm(part, { force: true })
    if (taken) throw error
    await rename(part, path) // a file system without links, as on many USB sticks
  }
}

/** Writes a file beside its name and renames it when whole: it is there complete, or not at all. */
export async function writeWhole(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (existsSync(path)) throw faultOf(Object.assign(new Error('exists'), { code: 'EEXIST' }), path)
  const part = `${path}.part`
  try {
    const file = await open(part, 'wx', 0o600)
    try {
      await fill((text) => file.writeFile(text))
      await file.sync()
    } catch (error) {
      await rm(part, { force: true })
      throw error
    } finally {
      await file.close()
    }
    await give(part, path)
  } catch (error) {
    throw faultOf(error, path)
  }
}
