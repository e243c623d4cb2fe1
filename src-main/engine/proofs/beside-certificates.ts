import type { Certificate } from '../crypto/certificate.ts'
import type { RevocationList } from '../crypto/revocation.ts'
import { readTrust, type Trust } from '../crypto/trusted.ts'
import type { Beside } from './proof.ts'
import { smallBeside, whyUnread } from './read-beside.ts'
import { FaultError } from '../../contract/fault.ts'

/** A chain or a revocation list of real use is far smaller; more files than these in one input are no chain. */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_FILES = 64
const MOST_CERTIFICATES = 256

/** Files that can hold certificates or revocation lists, by their names. */
const NAMED = /\.(pem|crt|cer|der|crl)$/i

/**
 * The trust with what the input brings along: revocation lists, which count only where the issuer signed them, and
 * certificates as links of a path. Nothing in an input is ever trusted by itself.
 */
export async function withBeside(trust: Trust, beside: Beside): Promise<Trust> {
  const pool: Certificate[] = [...(trust.pool ?? [])]
  const lists: RevocationList[] = [...trust.lists]
  for (const path of beside.paths.filter((one) => NAMED.test(one)).slice(0, MOST_FILES)) {
    const found = await trustIn(beside, path)
    for (const one of found?.keys ?? []) {
      if (one.kind === 'x509' && pool.length < MOST_CERTIFICATES) pool.push(one.certificate)
    }
    lists.push(...(found?.lists ?? []))
  }
  return { ...trust, pool, lists }
}

async function trustIn(beside: Beside, path: string): Promise<Trust | undefined> {
  try {
    const bytes = await smallBeside(beside.searched ?? beside, path, MOST_BYTES)
    return bytes && readTrust(bytes)
  } catch (error) {
    if (error instanceof FaultError) whyUnread(error)
    return undefined // a file that only looks like one is of no use here
  }
}
