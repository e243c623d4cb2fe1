import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { stringToSign } from '../../../../core/verify/cloudtrail/digest.ts'
import { sha256 } from '../../../crypto/digest.ts'

/** A key pair as CloudTrail has one, and its entry of `list-public-keys`. */
export interface MadeKey {
  readonly privateKey: KeyObject
  readonly fingerprint: string
  readonly listed: { readonly Value: string; readonly Fingerprint: string }
}

export function madeKey(bits = 2048): MadeKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const der = publicKey.export({ type: 'pkcs1', format: 'der' })
  const fingerprint = createHash('md5').update(der).digest('hex')
  return { privateKey, fingerprint, listed: { Value: der.toString('base64'), Fingerprint: fingerprint } }
}

/** The answer of `list-public-keys` for some keys, each with further members. */
export const keyList = (keys: readonly MadeKey[], more: object = {}): Buffer =>
  Buffer.from(JSON.stringify({ PublicKeyList: keys.map(({ listed }) => ({ ...listed, ...more })) }))

/** What a digest file states, to be changed before it is signed. */
export type MadeDigest = Record<string, unknown> & {
  digestEndTime: string
  digestS3Bucket: string
  digestS3Object: string
  previousDigestSignature: string | null
  logFiles: { s3Bucket: string; s3Object: string; hashValue: string; hashAlgorithm: string }[]
}

export interface TrailShape {
  readonly key: MadeKey
  readonly hours: number
  readonly region?: string
  readonly trail?: string
  readonly prefix?: string
  readonly backfill?: boolean
  /** End of the first hour, ms since 1970. */
  readonly firstEndMs?: number
  readonly logsIn?: (hour: number) => number
  readonly change?: (digest: MadeDigest, hour: number) => void
}

/** One object of the bucket, unpacked; of a digest with its signature. */
export interface MadeObject {
  readonly kind: 'digest' | 'log'
  readonly key: string
  readonly text: string
  readonly signature: string
}

const ACCOUNT = '111122223333'
const BUCKET = 'made-up-bucket'
const HOUR_MS = 3_600_000
const FIRST_MS = Date.UTC(2026, 0, 5, 7, 15, 31)

/** The objects of one trail and region, hour after hour: logs, then their digest. */
export function* madeTrail(shape: TrailShape): Generator<MadeObject> {
  let before: MadeObject | undefined
  for (let hour = 0; hour < shape.hours; hour += 1) {
    const endMs = (shape.firstEndMs ?? FIRST_MS) + hour * HOUR_MS
    const logs = [...logsOf(shape, hour, endMs)]
    yield* logs
    const digest = digestOf(shape, { endMs, logs, before })
    shape.change?.(digest, hour)
    before = signed(digest, shape.key)
    yield before
  }
}

function* logsOf({ region = 'eu-west-1', prefix = '', logsIn = oneLog }: TrailShape, hour: number, endMs: number) {
  for (let n = 0; n < logsIn(hour); n += 1) {
    const time = new Date(endMs - HOUR_MS + (n + 1) * 600_000)
    const name = `${ACCOUNT}_CloudTrail_${region}_${compact(time).slice(0, 13)}Z_${sha256(`${region} ${hour} ${n}`).slice(0, 16)}`
    const key = `${prefix}AWSLogs/${ACCOUNT}/CloudTrail/${region}/${day(time)}/${name}.json.gz`
    const record = {
      eventTime: time.toISOString(),
      eventName: 'GetSecretValue',
      eventSource: 'secretsmanager.amazonaws.com',
      awsRegion: region,
      eventID: `${hour}-${n}`,
    }
    yield { kind: 'log', key, text: JSON.stringify({ Records: [record] }), signature: '' } as const
  }
}

const oneLog = (): number => 1

interface Hour {
  readonly endMs: number
  readonly logs: readonly MadeObject[]
  readonly before: MadeObject | undefined
}

function digestOf(shape: TrailShape, { endMs, logs, before }: Hour): MadeDigest {
  const end = new Date(endMs)
  return {
    awsAccountId: ACCOUNT,
    digestStartTime: moment(new Date(endMs - HOUR_MS)),
    digestEndTime: moment(end),
    digestS3Bucket: BUCKET,
    digestS3Object: digestKey(shape, end),
    digestPublicKeyFingerprint: shape.key.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: null,
    oldestEventTime: null,
    ...(before === undefined ? nothingBefore : predecessor(before)),
    logFiles: logs.map((log) => ({
      s3Bucket: BUCKET,
      s3Object: log.key,
      hashValue: sha256(log.text),
      hashAlgorithm: 'SHA-256',
    })),
  }
}

function digestKey(
  { region = 'eu-west-1', trail = 'made_up-trail', prefix = '', backfill = false }: TrailShape,
  end: Date,
) {
  const name = `${ACCOUNT}_CloudTrail-Digest_${region}_${trail}_eu-west-1_${compact(end)}Z${backfill ? '_backfill' : ''}`
  return `${prefix}AWSLogs/${ACCOUNT}/CloudTrail-Digest/${region}/${day(end)}/${name}.json.gz`
}

/** What the first digest of a chain states. */
const nothingBefore = {
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
}

const predecessor = ({ key, text, signature }: MadeObject) => ({
  previousDigestS3Bucket: BUCKET,
  previousDigestS3Object: key,
  previousDigestHashValue: sha256(text),
  previousDigestHashAlgorithm: 'SHA-256',
  previousDigestSignature: signature,
})

/** A digest as CloudTrail would write and sign it. */
export function signed(digest: MadeDigest, { privateKey }: MadeKey): MadeObject {
  const text = JSON.stringify(digest)
  const { digestEndTime: endTime, digestS3Bucket: bucket, digestS3Object: key } = digest
  const toSign = stringToSign({ endTime, bucket, key, previousSignature: digest.previousDigestSignature }, sha256(text))
  const signature = sign('sha256', Buffer.from(toSign), privateKey).toString('hex')
  return { kind: 'digest', key, text, signature }
}

/** The answer of `head-object` for a digest. */
export const headOf = ({ signature }: MadeObject, more: object = {}): string =>
  JSON.stringify({
    ContentType: 'application/json',
    Metadata: { signature, 'signature-algorithm': 'SHA256withRSA', ...more },
  })

/** A gzip file as S3 holds it; the level of speed alone. */
export const packed = (text: string | Buffer): Buffer => gzipSync(text, { level: 1 })

const moment = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`
const day = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '/')
const compact = (time: Date): string => time.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
