import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '../../../src-main/core/json/canonical.ts'
import { notIJson } from '../../../src-main/core/json/i-json.ts'
import type { Judged, Mechanism } from '../mechanism.ts'

/** RFC 8785: each input gives exactly the bytes of the output of its name, and those of its hex where there is one. */
export const jcsRfc8785: Mechanism = { name: 'jcs-rfc8785', run }

function run(folder: string): Judged[] {
  return readdirSync(join(folder, 'input')).map((file) => {
    const want = readFileSync(join(folder, 'output', file))
    const hexFile = join(folder, 'outhex', file.replace(/\.json$/, '.txt'))
    const hex = existsSync(hexFile) ? readFileSync(hexFile, 'latin1').replaceAll(/\s/g, '') : want.toString('hex')
    const got = canonicalBytes(readFileSync(join(folder, 'input', file), 'utf8'))
    const right = got.equals(want) && got.toString('hex') === hex.toLowerCase()
    return { case: file, right, want: hex, got: got.toString('hex') }
  })
}

function canonicalBytes(text: string): Buffer {
  const wrong = notIJson(text)
  return Buffer.from(wrong ?? canonical(JSON.parse(text)))
}
