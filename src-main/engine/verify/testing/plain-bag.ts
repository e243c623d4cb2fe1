import { createHash } from 'node:crypto'
import type { Files } from './verified-files.ts'

/** A valid BagIt bag without a word of who made it: its payload by names below `data/`, below `top`. */
export function plainBag(
  payload: Files,
  { hash = 'sha512', version = '1.0', top = 'bag/' } = {},
): Record<string, string | Uint8Array> {
  const lines = (files: Files): string =>
    Object.entries(files)
      .map(([name, body]) => `${createHash(hash).update(body).digest('hex')}  ${name}\n`)
      .join('')
  const data = Object.fromEntries(Object.entries(payload).map(([name, body]) => [`data/${name}`, body]))
  const declared = { 'bagit.txt': `BagIt-Version: ${version}\nTag-File-Character-Encoding: UTF-8\n` }
  const tags = { ...declared, [`manifest-${hash}.txt`]: lines(data) }
  const all = { ...data, ...tags, [`tagmanifest-${hash}.txt`]: lines(tags) }
  return Object.fromEntries(Object.entries(all).map(([name, body]) => [top + name, body]))
}
