import { createHash } from 'node:crypto'
import type { Check } from '../../../../core/verify/check.ts'
import type { Trust } from '../../../crypto/trusted.ts'
import type { Beside, ProofDeps } from '../../proof.ts'
import { chainKinds } from '../index.ts'

export type Texts = Readonly<Record<string, string | Uint8Array>>

const bytesOf = (text: string | Uint8Array = ''): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text))

const noTrust: Trust = { keys: [], lists: [] }

/** Files in memory, as they came together. */
export const besideOf = (files: Texts): Beside => ({
  paths: Object.keys(files),
  sha256: async (path) => createHash('sha256').update(bytesOf(files[path])).digest('hex'),
  read: (path) => (Object.hasOwn(files, path) ? once(bytesOf(files[path])) : undefined),
})

async function* once(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield bytes
}

/** The kind of proof a file is taken for; undefined where it is none. */
export const kindOf = (path: string, text: string | Uint8Array): string | undefined =>
  chainKinds.find(({ recognise }) => recognise(path, bytesOf(text)))?.id

/** Every check of every proof among the files. */
export async function checksOf(files: Texts, deps: Partial<ProofDeps> = {}): Promise<Check[]> {
  const checks: Check[] = []
  for (const [path, text] of Object.entries(files)) {
    const bytes = bytesOf(text)
    const kind = chainKinds.find(({ recognise }) => recognise(path, bytes))
    const all = kind?.check({ path, bytes }, besideOf(files), { trust: noTrust, now: new Date(0), ...deps })
    if (all !== undefined) for await (const check of all) checks.push(check)
  }
  return checks
}

/** `check verdict`, with the kind of a failure or the finer state, and the file. */
export const said = (checks: readonly Check[]): string[] =>
  checks
    .filter(({ check, level }) => check !== 'chain.end' && level === 'proof')
    .map(
      ({ check, verdict, kind, state, file }) =>
        `${check} ${kind ?? (verdict === 'verified' ? verdict : state)} ${file}`,
    )
