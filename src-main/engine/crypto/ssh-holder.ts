import type { SignatureFault } from '../../core/verify/signature.ts'
import { certificateFaults, type SshCertificate } from './ssh-certificate.ts'
import { isSshRevoked } from './ssh-revocation.ts'
import type { SshTrusted } from './ssh-trusted.ts'
import type { SshKey } from './ssh-wire.ts'
import type { Trust } from './trusted.ts'

/** Who holds a key that signed, and what keeps it from being relied upon. */
export interface SshHolder {
  readonly name: string
  readonly faults: readonly SignatureFault[]
  /** Patterns of namespaces that the auditor's line for this key names. */
  readonly namespaces?: readonly string[]
}

/** What a key is judged by. */
export interface SshHolderAsk {
  readonly ssh: SshKey
  readonly certificate?: SshCertificate | undefined
  readonly namespace: string
  readonly trust: Trust
  readonly now: Date
}

/**
 * Finds the trusted line that speaks for the key, or for the authority of its certificate, and judges its conditions. As with
 * ssh-keygen, who signs with a certificate is judged by its authority alone.
 */
export function sshHolder(ask: SshHolderAsk): SshHolder {
  const { ssh, certificate, trust } = ask
  const lines = trust.keys.filter((one) => one.kind === 'ssh')
  const holders = certificate
    ? ofCertificate(certificate, lines, ask)
    : lines.filter((one) => !one.authority && one.ssh.blob.equals(ssh.blob)).map((line) => ofLine(line, ask))
  const best = holders.toSorted((a, b) => a.faults.length - b.faults.length)[0] ?? unknownHolder(ask)
  return { ...best, faults: [...best.faults, ...revokedFaults(ask)] }
}

function ofLine(line: SshTrusted, { namespace, now }: SshHolderAsk): SshHolder {
  return {
    name: line.name,
    faults: conditionFaults(line, namespace, now),
    ...(line.namespaces ? { namespaces: line.namespaces } : {}),
  }
}

/** ssh-keygen -Y verify: the authority's line speaks for a certificate whose principals it names. */
function ofCertificate(certificate: SshCertificate, lines: readonly SshTrusted[], ask: SshHolderAsk): SshHolder[] {
  const { authority, principals } = certificate
  const speaking = lines.filter((line) => line.authority && line.ssh.blob.equals(authority.blob))
  return speaking.map((line) => {
    const holder = ofLine(line, ask)
    const name = principals.find((principal) => fitsList(line.name, principal))
    const faults = [...holder.faults, ...certificateFaults(certificate, ask.now)]
    if (name !== undefined) return { ...holder, name: `${name}, certified by ${authority.fingerprint}`, faults }
    const message = `the OpenSSH certificate stands for nobody for whom its authority ${authority.fingerprint} is trusted`
    const settles = 'a line of the authority that names whom it may certify'
    return { ...holder, faults: [...faults, { reason: 'signer-unknown', message, settles }] }
  })
}

function unknownHolder({ ssh, certificate, now }: SshHolderAsk): SshHolder {
  const { fingerprint, type } = ssh
  const settles = `trust the public key ${fingerprint} after comparing the fingerprint by another way`
  const message = `signed by the ${type} key ${fingerprint}, for whom nobody here has vouched`
  if (!certificate) return { name: `${type} key`, faults: [{ reason: 'signer-unknown', message, settles }] }
  const authority = certificate.authority.fingerprint
  const unknown: SignatureFault = {
    reason: 'signer-unknown',
    message: `${message}; its certificate is by the authority ${authority}`,
    settles: `${settles}, or its authority ${authority} as cert-authority`,
  }
  return { name: `${type} key`, faults: [unknown, ...certificateFaults(certificate, now)] }
}

function revokedFaults({ ssh, certificate, trust }: SshHolderAsk): SignatureFault[] {
  const lists = trust.sshLists ?? []
  if (!lists.some((list) => isSshRevoked(list, ssh, certificate))) return []
  const message = `the key ${ssh.fingerprint} stands in a list of revoked keys`
  return [{ reason: 'revoked', message, settles: 'a signature by a key that is not revoked' }]
}

function conditionFaults(
  { namespaces, validAfter, validBefore, name }: SshTrusted,
  namespace: string,
  now: Date,
): SignatureFault[] {
  const faults: SignatureFault[] = []
  if (namespaces && !namespaces.some((pattern) => sshFits(pattern, namespace))) {
    faults.push({
      reason: 'signer-unknown',
      message: `the key of ${name} is not trusted for the namespace ${namespace.slice(0, 100)}`,
      settles: 'a signature by a key that is trusted for this namespace',
    })
  }
  if (validAfter && now < validAfter) {
    faults.push({
      reason: 'signer-unknown',
      message: `the key of ${name} is trusted only from ${validAfter.toISOString()}`,
      settles: 'a signature by a key that is trusted already',
    })
  }
  if (validBefore && now >= validBefore) {
    const message = `the key of ${name} is trusted only before ${validBefore.toISOString()}`
    faults.push({ reason: 'expired', message, settles: 'a signature by a key that is still trusted' })
  }
  return faults
}

/** A pattern list of allowed_signers: one must fit, and none that begins with `!` may. */
function fitsList(list: string, text: string): boolean {
  const patterns = list.split(',')
  const barred = patterns.some((pattern) => pattern.startsWith('!') && sshFits(pattern.slice(1), text))
  return !barred && patterns.some((pattern) => sshFits(pattern, text))
}

/** Patterns of allowed_signers (ssh_config(5), PATTERNS): `*` any text, `?` one character; time at most the product of both lengths. */
export function sshFits(pattern: string, text: string): boolean {
  let star: { readonly pattern: number; readonly text: number } | undefined
  let p = 0
  let t = 0
  while (t < text.length) {
    if (pattern[p] === '*') star = { pattern: p++, text: t }
    else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) [p, t] = [p + 1, t + 1]
    else if (!star) return false
    else [p, t, star] = [star.pattern + 1, star.text + 1, { ...star, text: star.text + 1 }]
  }
  return /^\**$/.test(pattern.slice(p))
}
