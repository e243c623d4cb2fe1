import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkConsistency,
  checkInclusion,
  checkSubtreeConsistency,
  checkSubtreeInclusion,
  type ProofAnswer,
} from '../../../src-main/core/verify/merkle/proof.ts'
import type { Sha256 } from '../../../src-main/core/verify/merkle/tree.ts'
import type { Judged, Mechanism } from '../mechanism.ts'

/** A case of the upstream test data: numbers as written (they reach 2^64 - 1), hashes in base64. */
type Case = Readonly<Record<string, unknown>> & { readonly wantErr: boolean }

const sha256: Sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

const kinds: Readonly<Record<string, (one: Case) => ProofAnswer>> = {
  inclusion: (one) =>
    checkInclusion(
      {
        index: number(one.leafIdx),
        size: number(one.treeSize),
        leaf: hash(one.leafHash),
        root: hash(one.root),
        path: path(one),
      },
      sha256,
    ),
  consistency: (one) =>
    checkConsistency(
      {
        older: { size: number(one.size1), root: hash(one.root1) },
        newer: { size: number(one.size2), root: hash(one.root2) },
        path: path(one),
      },
      sha256,
    ),
  subtreeinclusion: (one) =>
    checkSubtreeInclusion(
      {
        index: number(one.leafIdx),
        start: number(one.start),
        end: number(one.end),
        leaf: hash(one.leafHash),
        root: hash(one.root),
        path: path(one),
      },
      sha256,
    ),
  subtreeconsistency: (one) =>
    checkSubtreeConsistency(
      {
        start: number(one.start),
        end: number(one.end),
        size: number(one.size),
        part: hash(one.root1),
        root: hash(one.root2),
        path: path(one),
      },
      sha256,
    ),
}

const number = (value: unknown): bigint => BigInt(String(value))
const hash = (value: unknown): Uint8Array => Buffer.from(String(value), 'base64')
const path = ({ proof }: Case): Uint8Array[] => (Array.isArray(proof) ? proof.map(hash) : [])

/** Whole numbers become text, since a 64-bit one does not fit into a number. */
const readCases = (file: string): Record<string, Case> =>
  JSON.parse(readFileSync(file, 'utf8').replace(/("\w+"\s*:\s*)(\d+)(?=\s*[,}])/g, '$1"$2"')) as Record<string, Case>

/** Proofs of github.com/transparency-dev/merkle: `wantErr` decides. */
export const merkleRfc6962: Mechanism = {
  name: 'merkle-rfc6962',
  run: (folder) =>
    Object.entries(kinds).flatMap(([kind, check]) => {
      const file = join(folder, `${kind}.json`)
      return existsSync(file) ? Object.entries(readCases(file)).map(([name, one]) => judged(name, one, check)) : []
    }),
}

function judged(name: string, one: Case, check: (one: Case) => ProofAnswer): Judged {
  const answer = check(one)
  const got = answer.ok ? 'verified' : `failed: ${answer.fault}`
  return { case: name, right: answer.ok !== one.wantErr, want: one.wantErr ? 'failed' : 'verified', got }
}
