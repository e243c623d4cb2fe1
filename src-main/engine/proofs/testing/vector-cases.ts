import { readdirSync, readFileSync } from 'node:fs'
import { joinTrust, readTrust, type Trust } from '../../crypto/trusted.ts'
import type { Files } from './beside.ts'

/** One file of `vectors/<kind>/`: a proof, what lies beside it, who is trusted, and what must be said. */
export interface VectorCase {
  readonly name: string
  readonly why: string
  /** Verdict, state and kind of failure, with spaces between. */
  readonly want: string
  /** The path of the proof. */
  readonly proof: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly files: Files
  readonly keyFiles: readonly Uint8Array<ArrayBuffer>[]
  readonly trust: Trust
}

/** Text stands as it is, other bytes in base64. */
type Text = string | { readonly base64: string }

/** The kinds of signature that have vectors. */
export const vectorKinds = ['minisign', 'openpgp', 'sshsig', 'jws', 'dsse', 'raw']

/** The time at which the vectors are judged. */
export const vectorNow = new Date('2026-12-01T00:00:00Z')

const folder = new URL('../vectors/', import.meta.url)

/** Every case of a kind. */
export const vectorCases = (kind: string): VectorCase[] =>
  readdirSync(new URL(`${kind}/`, folder)).map((name) => {
    const read = JSON.parse(readFileSync(new URL(`${kind}/${name}`, folder), 'utf8')) as {
      readonly why: string
      readonly want: string
      readonly proof: string
      readonly files: Readonly<Record<string, Text>>
      readonly trust: readonly Text[]
    }
    const files = new Map(Object.entries(read.files).map(([path, text]) => [path, bytesOf(text)]))
    const keyFiles = read.trust.map(bytesOf)
    const trust = joinTrust(keyFiles.map((bytes) => readTrust(bytes)))
    const bytes = files.get(read.proof) ?? new Uint8Array()
    return { ...read, name: name.replace('.json', ''), bytes, files, keyFiles, trust }
  })

/** One case by its kind and name. */
export function vectorCase(kind: string, name: string): VectorCase {
  const found = vectorCases(kind).find((one) => one.name === name)
  if (!found) throw new Error(`no vector ${kind}/${name}`)
  return found
}

const bytesOf = (text: Text): Uint8Array<ArrayBuffer> =>
  typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(Buffer.from(text.base64, 'base64'))
