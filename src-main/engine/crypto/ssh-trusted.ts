import { readSshKey, type SshKey } from './ssh-wire.ts'

/** An OpenSSH key that the auditor relies on, with the conditions of its allowed_signers line (ssh-keygen(1)). */
export interface SshTrusted {
  readonly kind: 'ssh'
  readonly name: string
  readonly fingerprint: string
  readonly material: string
  readonly ssh: SshKey
  /** Namespaces that the key may sign for, as patterns; absent is all. */
  readonly namespaces?: readonly string[]
  readonly validAfter?: Date
  readonly validBefore?: Date
  /** The key stands for certificates it signed, not for itself. */
  readonly authority: boolean
}

const MOST_LINE = 64 * 1024
const TYPE = /^(sk-)?(ssh-(ed25519|rsa)|ecdsa-sha2-nistp\d{3}|ssh-[a-z0-9-]{1,40})(@openssh\.com)?$/

/** Reads public key lines and allowed_signers lines; a line that holds no key is left, since comments look like anything. */
export function readSshLines(bytes: Uint8Array): SshTrusted[] {
  const lines = Buffer.from(bytes).toString('utf8').split(/\r?\n/)
  return lines.filter((line) => line.length <= MOST_LINE && !line.trimStart().startsWith('#')).flatMap(readLine)
}

function readLine(line: string): SshTrusted[] {
  const tokens = line.trim().match(/(?:"[^"]*"|[^\s"])+/g) ?? []
  const at = tokens.findIndex((token, index) => TYPE.test(token) && tokens[index + 1]?.startsWith('AAAA'))
  const ssh = readKey(tokens.slice(at + 1, at + 2).join(''))
  // Before the key stand at most the principals and the options of an allowed_signers line.
  if (!ssh || at > 2 || ssh.type !== tokens[at]) return []
  const options = readOptions(tokens.slice(1, at).join(''))
  const name = nameOf(tokens, at) || `${ssh.type} key`
  return [{ kind: 'ssh', name, fingerprint: ssh.fingerprint, material: line.trim(), ssh, ...options }]
}

/** The principals of an allowed_signers line, the comment of a public key line. */
function nameOf(tokens: readonly string[], at: number): string {
  return at > 0 ? unquoted(tokens[0] ?? '') : tokens.slice(2).join(' ')
}

function readKey(base64: string): SshKey | undefined {
  try {
    return readSshKey(Buffer.from(base64, 'base64'))
  } catch {
    return undefined
  }
}

function readOptions(text: string): Pick<SshTrusted, 'namespaces' | 'validAfter' | 'validBefore' | 'authority'> {
  const value = (name: string) => {
    const found = new RegExp(`(?:^|,)${name}=("[^"]*"|[^,]*)`, 'i').exec(text)?.[1]
    return found === undefined ? undefined : unquoted(found)
  }
  const namespaces = value('namespaces')?.split(',')
  const validAfter = sshTime(value('valid-after'), 'start')
  const validBefore = sshTime(value('valid-before'), 'end')
  return {
    authority: /(?:^|,)cert-authority(?:,|$)/i.test(text),
    ...(namespaces ? { namespaces } : {}),
    ...(validAfter ? { validAfter } : {}),
    ...(validBefore ? { validBefore } : {}),
  }
}

/** YYYYMMDD or YYYYMMDDHHMM[SS], with Z for UTC; without it ssh-keygen means the machine's zone, which we take as UTC. */
function sshTime(text: string | undefined, end: 'start' | 'end'): Date | undefined {
  if (text === undefined) return undefined
  const [, date, clock = '000000'] = /^(\d{8})((?:\d{2}){2,3})?Z?$/.exec(text) ?? []
  const iso = `${date}${clock.padEnd(6, '0')}`.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z')
  const time = new Date(iso)
  if (!Number.isNaN(time.getTime())) return time
  // A limit that cannot be read must not make a key valid: it then never is.
  return end === 'start' ? new Date(8_640_000_000_000_000) : new Date(0)
}

function unquoted(text: string): string {
  return text.replaceAll('"', '')
}
