import { createHash, createHmac, hash } from 'node:crypto'
import type { Hex } from '../../core/record/record.ts'
import type { Sha256 } from '../../core/verify/merkle/tree.ts'
import type { Mask } from '../../core/formats/format.ts'

/** SHA-256 of one piece of bytes or UTF-8 text, as hex (one-shot: 1.3 times as fast as a hash object). */
export const sha256 = (input: Uint8Array | string): Hex => hash('sha256', input, 'hex')

/** SHA-256 of the parts, one after the other, as bytes. */
export const sha256Bytes: Sha256 = (...parts) =>
  parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()

/** `[masked:<kind>:<8 hex>]` from an HMAC-SHA256 under the case's random key: equal values match, short ones cannot be guessed. */
export const maskWith =
  (key: Uint8Array): Mask =>
  (kind, value) =>
    `[masked:${kind}:${createHmac('sha256', key).update(value).digest('hex').slice(0, 8)}]`
