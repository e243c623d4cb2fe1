import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { joinTrust, readTrust, type Trust } from '../../src-main/engine/crypto/trusted.ts'
import { besideOf } from '../../src-main/engine/proofs/read-beside.ts'
import type { Beside, ProofFile, ProofKind } from '../../src-main/engine/proofs/proof.ts'
import { allChecks, saidOf } from './said.ts'
import type { Said } from './mechanism.ts'

export const noTrust: Trust = { keys: [], lists: [] }

/** The bytes of a file below a folder of vectors. */
export const bytesOf = (folder: string, name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(folder, name)))

/** The certificates and keys of these files that exist, as trusted. */
export const trustOf = (folder: string, ...names: readonly string[]): Trust =>
  joinTrust(names.filter((name) => existsSync(join(folder, name))).map((name) => readTrust(bytesOf(folder, name))))

/** Files beside the case, by their names in the folder. */
export const besideFiles = (folder: string, names: readonly string[]): Beside =>
  besideOf(new Map(names.map((name) => [name, bytesOf(folder, name)])))

/** Names in the same folder as a file that end so. */
export const siblings = (folder: string, name: string, ending: RegExp): string[] => {
  const at = dirname(name)
  return readdirSync(join(folder, at))
    .filter((one) => ending.test(one))
    .map((one) => (at === '.' ? one : `${at}/${one}`))
}

/** One proof through its kind, as the program does it: recognised first, then checked against what lies beside. */
export async function throughKind(kind: ProofKind, proof: ProofFile, beside: Beside, trust: Trust): Promise<Said> {
  if (!kind.recognise(proof.path, proof.bytes.subarray(0, 4096)))
    return { verdict: 'not-offered', message: `not recognised as ${kind.id}` }
  return saidOf(await allChecks(kind.check(proof, beside, { trust, now: new Date() })))
}
