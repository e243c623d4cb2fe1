import type { Check, State } from '../check.ts'
import { counted } from './findings.ts'
import type { Judged, Standing } from './judge.ts'
import { shownTime } from './names.ts'
import type { DigestFile, OtherFile, TreeFault, UnreadDigest } from './tree.ts'

const failed = { level: 'proof', verdict: 'failed', state: 'broken' } as const
const open = { level: 'proof', verdict: 'not-verifiable', state: 'unverifiable' } as const
const incomplete = { ...open, state: 'incomplete' } as const
const held = { level: 'proof', verdict: 'verified', state: 'verified' } as const

/** What `aws cloudtrail validate-logs` prints after the name of the file, beside our own words. */
const aws = (words: string): string => ` (aws cloudtrail validate-logs: "${words}")`
const UNKNOWN_TO_AWS = ' (aws cloudtrail validate-logs passes this)'

const HEAD_OBJECT =
  'The object metadata: aws s3api head-object for this file, its answer saved beside it as FILE.head.json'
const KEYS = 'The answer of aws cloudtrail list-public-keys for this time and region, from the account itself'

/** A file that is named as a digest, or means to be one, and is none. */
export const digestUnread = ({ path, reason, unsupported }: UnreadDigest): Check => ({
  ...(unsupported ? { ...open, state: 'unsupported' as const } : { ...failed, kind: 'malformed' as const }),
  check: 'digest.form',
  file: path,
  message: `The digest file ${reason}${aws('INVALID: invalid format')}`,
})

/** The content of a digest is not what was signed. */
export const digestEdited = ({ file }: Judged): Check => ({
  ...failed,
  check: 'digest.signature',
  file: file.path,
  kind: 'edited',
  found: file.sha256,
  message: `The digest file is not the one that was signed${aws('INVALID: signature verification failed')}`,
})

/** No signature came along: it is kept in the metadata of the object alone. */
export const signatureUnavailable = ({ file }: Judged): Check => ({
  ...open,
  check: 'digest.signature',
  file: file.path,
  message: `The signature of this digest is not here: a copy of a bucket leaves it behind, and no later digest repeats it${aws('INVALID: signature verification failed')}`,
  settles: HEAD_OBJECT,
})

/** A side file gives another signature than the one that holds. */
export const sideSignatureWrong = (side: string, digest: string): Check => ({
  ...failed,
  check: 'digest.signature',
  file: side,
  kind: 'edited',
  message: `The signature given here for ${digest} is not the one that holds, which the next digest repeats`,
})

interface Said {
  readonly state: State
  readonly says: (judged: Judged) => string
  readonly settles: string
}

const openStandings: Readonly<Partial<Record<Standing, Said>>> = {
  'self-supplied': {
    state: 'trust-unknown',
    says: ({ key }) =>
      `signed by key ${key?.fingerprint}, which came with the export itself (${key?.file}); nobody vouched for it`,
    settles: KEYS,
  },
  'outside-validity': {
    state: 'trust-unknown',
    says: ({ key }) => `signed by key ${key?.fingerprint} outside of its validity (${spanOf(key?.fromUs, key?.toUs)})`,
    settles: KEYS,
  },
  'weak-key': {
    state: 'weak',
    says: ({ key }) => `signed by key ${key?.fingerprint}: ${key?.weak}`,
    settles: 'Nothing: such a signature proves nothing',
  },
  'key-unknown': {
    state: 'unverifiable',
    says: ({ file: { digest } }) =>
      `signed by a key that is not here${aws(`INVALID: public key not found in region ${digest.name.region} for fingerprint ${digest.fingerprint}`)}`,
    settles: KEYS,
  },
  unsupported: {
    state: 'unsupported',
    says: () => 'signed by an algorithm that Proofline does not know; AWS documents SHA256withRSA alone',
    settles: 'A newer version of Proofline',
  },
}

const spanOf = (fromUs?: number, toUs?: number): string =>
  `${fromUs === undefined ? 'any time' : shownTime(fromUs)} to ${toUs === undefined ? 'any time' : shownTime(toUs)}`

/** Digests that one key, or the want of it, leaves open; told once, at the first. Undefined for any other standing. */
export function standingOpen(first: Judged, count: number): Check | undefined {
  const said = openStandings[first.standing]
  if (said === undefined) return undefined
  const { state, says, settles } = said
  const more = count === 1 ? '' : ` (and ${counted(count - 1, 'further digest', 'further digests')} likewise)`
  const { path, digest } = first.file
  const message = `The digest file is ${says(first)}${more}`
  return { ...open, check: 'digest.signature', state, file: path, found: digest.fingerprint, message, settles }
}

/** Both are signed, or the newer is not refuted, and yet the newer names another predecessor than the one here. */
export const linkBroken = (newer: Judged, older: Judged, what: 'hash' | 'signature', forked: boolean): Check => ({
  ...failed,
  check: 'chain.link',
  file: newer.file.path,
  kind: forked ? 'forked' : 'edited',
  expected: (what === 'hash' ? newer.file.digest.previous?.hash : newer.file.digest.previous?.signature) ?? '',
  found: (what === 'hash' ? older.file.sha256 : older.signature) ?? '',
  message:
    `The digest states another ${what} for the one before it than ${older.file.path} has` +
    `${forked ? ', though both are signed: one of them was substituted' : ''}${UNKNOWN_TO_AWS}`,
})

/** A signed digest beside the chain: the next one passes it over. */
export const besideChain = ({ file }: Judged): Check => ({
  ...failed,
  check: 'chain.link',
  file: file.path,
  kind: 'forked',
  message: `The digest is signed, and yet the next digest of its trail follows on another one: one of them was substituted${UNKNOWN_TO_AWS}`,
})

/** A digest that the next one names and that is not here, though older ones are. */
export const digestMissing = (path: string, newer: Judged, hours: number): Check => ({
  ...incomplete,
  check: 'file.missing',
  file: path,
  message:
    `The digest file is missing; ${newer.file.path} names it${aws('INVALID: not found')}` +
    `${hours > 1 ? `, and ${hours} hours up to the next older digest here have none` : ''}`,
  ...(newer.file.digest.previous === undefined ? {} : { expected: newer.file.digest.previous.hash }),
  settles: 'This object of the bucket; if it is no longer there, it was deleted',
})

/** The digest says that nothing came before it, and older ones are here. Without an hour missing it tells of no loss. */
export const chainRestarted = (newer: Judged, older: Judged, hours: number): Check => {
  const [from, to] = [shownTime(older.file.digest.endUs), shownTime(newer.file.digest.startUs)]
  const words = aws(`No log files were delivered by CloudTrail between ${from} and ${to}`)
  const what =
    hours > 0 ? `${counted(hours, 'hour has', 'hours have')} no digest (${from} to ${to})` : 'no hour is missing'
  return {
    ...incomplete,
    level: hours > 0 ? 'proof' : 'observation',
    check: 'chain.gap',
    file: newer.file.path,
    message: `A new chain begins here: logging or its validation was switched off and on; ${what}${words}`,
    settles:
      'StopLogging, StartLogging, UpdateTrail or DeleteTrail among the events of the trail, or its change ticket',
  }
}

/** A digest under another name, or in another folder than the others of its chain. */
export const digestMoved = ({ path, digest }: DigestFile): Check => ({
  ...failed,
  check: 'file.moved',
  file: path,
  kind: 'reordered',
  expected: `${digest.bucket}/${digest.key}`,
  message: `The digest lies elsewhere than it says itself${aws('INVALID: has been moved from its original location')}`,
})

/** The same digest more than once, under its own name: packed and unpacked, say. */
export const digestsRepeated = (first: string, count: number): Check => ({
  ...open,
  level: 'observation',
  check: 'record.duplicate',
  file: first,
  message: `${counted(count, 'file repeats a digest', 'files repeat digests')} that is here already`,
})

/** A log with the bytes of a missing one under another name. */
export const logMoved = (path: string, key: string): Check => ({
  ...failed,
  check: 'file.moved',
  file: path,
  kind: 'reordered',
  expected: key,
  message: `The log file has the bytes of one that is missing under its own name${aws('INVALID: not found')}`,
})

/** A log is not the one that a digest names. */
export const logEdited = (file: OtherFile, expected: string, by: Judged): Check => ({
  ...failed,
  check: 'digest.file',
  file: file.path,
  kind: 'edited',
  expected,
  found: file.sha256,
  message: `The log file is not the one that ${by.file.path} names${aws("INVALID: hash value doesn't match")}`,
})

/** A log that cannot be read as one gzip stream, or not at all. */
export const logUnread = (path: string, { what, message }: TreeFault): Check => ({
  ...(what === 'limit' ? { ...open, state: 'unsupported' as const } : { ...failed, kind: 'malformed' as const }),
  check: 'digest.file',
  file: path,
  message:
    what === 'trailing'
      ? `Bytes follow the log in its file: ${message}${UNKNOWN_TO_AWS}`
      : `${message}${aws('INVALID: invalid format')}`,
})

/** A log that a digest names and that is not here. */
export const logMissing = (path: string, expected: string, by: Judged): Check => ({
  ...incomplete,
  check: 'file.missing',
  file: path,
  expected,
  message: `The log file is missing; ${by.file.path} names it${aws('INVALID: not found')}`,
  settles: 'This object of the bucket; if it is no longer there, it was deleted',
})

/** A log of an hour whose signed digests are here and do not name it. */
export const logInserted = (path: string): Check => ({
  ...failed,
  check: 'file.unlisted',
  file: path,
  kind: 'inserted',
  message: `The signed digests of its hour and region do not name the log file: it was added, or another trail delivered it${UNKNOWN_TO_AWS}`,
  settles: 'A backfill digest, or a digest of another trail, that names it',
})

/** Files with records that no digest reaches. */
export const logsUncovered = (first: string, count: number): Check => ({
  ...open,
  check: 'file.unlisted',
  file: first,
  message: `${counted(count, 'file with records lies', 'files with records lie')} outside of what the digests here cover${UNKNOWN_TO_AWS}`,
  settles: 'The digests of their hours; none were made while validation was off',
})

/** A key list in the export that cannot be used. */
export const keyListWrong = (file: string, reason: string): Check => ({
  ...failed,
  check: 'digest.key',
  file,
  kind: 'malformed',
  message: `The list of public keys ${reason}`,
})

/** CloudTrail offers digests, and here are none. */
export const noDigests: Check = {
  ...open,
  check: 'digest.signature',
  message: 'CloudTrail proves its logs by digest files, and none is here',
  settles: 'The folder AWSLogs/ACCOUNT/CloudTrail-Digest/ of the same bucket, if validation was on',
}

/** Checks that held, with how many units each covered; none of what covers nothing. */
export function* checksHeld({
  signatures,
  links,
  logs,
}: Readonly<Record<'signatures' | 'links' | 'logs', number>>): Generator<Check> {
  const signed = counted(signatures, 'digest file is', 'digest files are')
  if (signatures > 0)
    yield {
      ...held,
      check: 'digest.signature',
      covered: signatures,
      message: `${signed} signed by CloudTrail keys that are relied on`,
    }
  const linked = counted(links, 'digest follows', 'digests follow')
  if (links > 0)
    yield {
      ...held,
      check: 'chain.link',
      covered: links,
      message: `${linked} on the one before, by hash and signature`,
    }
  const logged = counted(logs, 'log file has the hash', 'log files have the hashes')
  if (logs > 0) yield { ...held, check: 'digest.file', covered: logs, message: `${logged} that signed digests state` }
}
