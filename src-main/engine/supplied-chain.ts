import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { FaultError } from '../contract/fault.ts'
import { readChainRule } from '../core/verify/chain-rules/read-rule.ts'
import type { ChainRule } from '../core/verify/chain-rules/rule.ts'
import { readSmallFile } from './small-file.ts'

/** Both are small; what is larger is another file. Provisional: 64 KiB is a thousand times the key that HMAC-SHA256 uses whole. */
const MOST_BYTES = 64 * 1024

const [CR, LF] = [0x0d, 0x0a]
/** Line breaks at the end of a secret that are looked through. Provisional. */
const MOST_BREAKS = 3

/** A chain rule that was supplied for one run, and the SHA-256 of its file. */
export interface SuppliedRule {
  readonly rule: ChainRule
  readonly sha256: string
}

/**
 * The keys that a secret file may mean: its bytes; these without what editors put around a text, a byte order mark and line breaks at
 * the end; and, where that is hex text, the bytes it stands for. A hash fits under one of them only, so trying all proves no less. They
 * are kept nowhere.
 */
export function secretsIn(path: string): Uint8Array[] {
  const what = 'a secret'
  const bytes = readSmallFile(path, MOST_BYTES, {
    code: 'key-wrong',
    what,
    remedy: 'Choose the file of the secret alone.',
  })
  const [bare = bytes] = unadorned(bytes)
  if (bare.length === 0)
    throw new FaultError('key-wrong', {
      message: `${basename(path)} is empty: it holds no secret.`,
      file: path,
      remedy: 'Write the secret into the file, and nothing else.',
    })
  const text = bare.toString('latin1')
  const isHex = bare.length >= 32 && /^(?:[0-9a-fA-F]{2})+$/.test(text)
  return [...unadorned(bytes), ...(isHex ? [Buffer.from(text, 'hex')] : [])]
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** Bytes with ever more of the line breaks at their end, the barest first, and as they are with their mark. */
function unadorned(bytes: Buffer): Buffer[] {
  const isMarked = bytes.subarray(0, MARK.length).equals(MARK)
  const forms = [isMarked ? bytes.subarray(MARK.length) : bytes]
  for (let [first] = forms; first?.at(-1) === LF && forms.length <= MOST_BREAKS; [first] = forms)
    forms.unshift(first.subarray(0, first.at(-2) === CR ? -2 : -1))
  return isMarked ? [...forms, bytes] : forms
}

/** The chain rule in a file; one that is wrong is a fault that names the place. */
export function chainRuleIn(path: string): SuppliedRule {
  const remedy = 'docs/verification.md, "Chain rules", describes every member of a rule.'
  const bytes = readSmallFile(path, MOST_BYTES, { code: 'rule-wrong', what: 'a chain rule', remedy })
  const read = readChainRule(bytes.toString('utf8'))
  if (!read.ok)
    throw new FaultError('rule-wrong', {
      message: `${basename(path)} is no chain rule: ${read.reason}.`,
      file: path,
      line: read.line,
      remedy,
    })
  return { rule: read.rule, sha256: createHash('sha256').update(bytes).digest('hex') }
}
