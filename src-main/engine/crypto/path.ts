import type { SignatureFault } from '../../core/verify/signature.ts'
import { keyFaults, signatureRule } from './algorithm.ts'
import { isSignedBy, sameCertificate, type Certificate } from './certificate.ts'
import { checkRevocation, type RevocationList } from './revocation.ts'

/** RFC 5280 sets none; these bound the work that a stranger's certificates can ask for. */
const MOST_DEPTH = 8
const MOST_STEPS = 64

/** What the certificate at the end of a path is meant for. */
export type Purpose = 'signing' | 'time-stamping'

const ANY_PURPOSE = '2.5.29.37.0'
/** The one purpose of a time-stamp authority's certificate (RFC 3161, 2.3). */
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
/** emailProtection (RFC 5280), documentSigning (RFC 9336), and the older document purposes of Microsoft and Adobe. */
const signingPurposes = new Set([
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
  ANY_PURPOSE,
])

/** What a path is built from and judged by. */
export interface PathAsk {
  /** Certificates that the auditor relies on; a signer's own certificate among them needs no issuer. */
  readonly trusted: readonly Certificate[]
  /** Certificates that came along and prove nothing by themselves. */
  readonly pool: readonly Certificate[]
  readonly lists: readonly RevocationList[]
  /** The moment at which every certificate must be valid. */
  readonly at: Date
  readonly purpose: Purpose
}

/** What keeps a certificate from being relied upon, and what was not checked. */
export interface PathAnswer {
  readonly faults: readonly SignatureFault[]
  readonly notes: readonly string[]
}

/** Looks for a path from a certificate to one that the auditor trusts and judges every certificate on it. */
export function checkPath(leaf: Certificate, ask: PathAsk): PathAnswer {
  const own = [...usageFaults(leaf, ask.purpose), ...keyFaults(leaf.key)]
  const paths = findPaths(leaf, ask).map((path) => judge(path, ask))
  const best = paths.toSorted((a, b) => a.faults.length - b.faults.length)[0]
  if (best) return { faults: [...own, ...best.faults], notes: best.notes }
  return { faults: [...own, ...timeFaults(leaf, ask.at), unknownSigner(leaf)], notes: [] }
}

function unknownSigner(leaf: Certificate): SignatureFault {
  const issuer = leaf.x509.issuer.split('\n').join(', ')
  return {
    reason: 'signer-unknown',
    message: `signed by ${leaf.name}, certificate SHA-256 ${leaf.fingerprint}, whom nobody here has vouched for`,
    settles: `trust this certificate, or one of its issuers (${issuer}), after comparing the fingerprint by another way`,
  }
}

/** Depth first from the leaf to any trusted certificate; steps and depth are bounded, since the pool is hostile. */
function findPaths(leaf: Certificate, ask: PathAsk): Certificate[][] {
  const found: Certificate[][] = []
  let steps = 0
  const walk = (path: Certificate[], last: Certificate): void => {
    if (ask.trusted.some((one) => sameCertificate(one, last))) {
      found.push(path)
      return
    }
    if (path.length > MOST_DEPTH) return
    for (const issuer of [...ask.trusted, ...ask.pool]) {
      if (path.some((one) => sameCertificate(one, issuer)) || last.x509.issuer !== issuer.x509.subject) continue
      if ((steps += 1) > MOST_STEPS) return
      if (isSignedBy(last, issuer)) walk([...path, issuer], issuer)
    }
  }
  walk([leaf], leaf)
  return found
}

function judge(path: readonly Certificate[], ask: PathAsk): PathAnswer {
  const faults: SignatureFault[] = []
  const notes: string[] = []
  for (const [index, certificate] of path.entries()) {
    faults.push(...timeFaults(certificate, ask.at))
    if (index > 0) faults.push(...issuerFaults(certificate, index), ...keyFaults(certificate.key))
    const issuer = path[index + 1]
    if (!issuer) continue
    faults.push(...linkFaults(certificate))
    const revocation = checkRevocation(certificate, issuer, ask.lists, ask.at)
    faults.push(...revocation.faults)
    notes.push(...revocation.notes)
  }
  return { faults, notes: [...new Set(notes)] }
}

function timeFaults({ name, notBefore, notAfter }: Certificate, at: Date): SignatureFault[] {
  if (at < notBefore) {
    const message = `the certificate of ${name} is not valid before ${notBefore.toISOString()}`
    return [{ reason: 'not-yet-valid', message, settles: 'a signature made while its certificate was valid' }]
  }
  if (at <= notAfter) return []
  const message = `the certificate of ${name} ended at ${notAfter.toISOString()}`
  return [
    { reason: 'expired', message, settles: 'a time-stamp token that proves the signature was made before the end' },
  ]
}

function usageFaults({ usage, name }: Certificate, purpose: Purpose): SignatureFault[] {
  const faults = unprocessedFaults({ usage, name })
  const wrong = (what: string): SignatureFault => ({
    reason: 'wrong-usage',
    message: `the certificate of ${name} is not made for ${what}`,
    settles: 'a signature with a certificate for signing',
  })
  if (usage.signing === false) faults.push(wrong('signing (keyUsage)'))
  if (purpose === 'time-stamping') {
    const only = usage.extended?.length === 1 && usage.extended[0] === TIME_STAMPING && usage.extendedCritical
    if (!only) faults.push(wrong('time-stamping alone (RFC 3161, section 2.3)'))
  } else if (usage.extended && !usage.extended.some((oid) => signingPurposes.has(oid))) {
    faults.push(wrong('signing documents (extendedKeyUsage)'))
  }
  return faults
}

function unprocessedFaults({ usage, name }: Pick<Certificate, 'usage' | 'name'>): SignatureFault[] {
  return usage.unprocessed.map((oid) => ({
    reason: 'unsupported',
    message: `the certificate of ${name} has a critical extension that is not supported: ${oid}`,
  }))
}

/** RFC 5280, 6.1.4: an issuer is a certification authority, may sign certificates, and allows this many below it. */
function issuerFaults(issuer: Certificate, index: number): SignatureFault[] {
  const { ca, certSigning, pathLength } = issuer.usage
  const faults = unprocessedFaults(issuer)
  const below = index - 1
  if (!ca || certSigning === false || (pathLength !== undefined && below > pathLength)) {
    faults.push({ reason: 'wrong-usage', message: `the certificate of ${issuer.name} may not issue this one` })
  }
  return faults
}

function linkFaults({ parsed, name }: Certificate): SignatureFault[] {
  const rule = signatureRule(parsed.signatureAlgorithm)
  if (!rule)
    return [{ reason: 'unsupported', message: `the certificate of ${name} is signed in a way that is not supported` }]
  if (rule.hash !== 'sha1' && rule.hash !== 'md5') return []
  const message = `the certificate of ${name} is signed with ${rule.hash.toUpperCase()}`
  return [{ reason: 'weak', message, settles: 'a certificate signed with SHA-256 or better' }]
}
