import { z } from 'zod'
import { notIJson } from '../../json/i-json.ts'
import { type DigestName, microseconds, nameOf, readDigestName } from './names.ts'

/** A log file as a digest states it. */
export interface NamedLog {
  readonly key: string
  /** SHA-256 of the unpacked log, lower-case hex. */
  readonly hash: string
}

/** What a digest states of the one before it. */
export interface Predecessor {
  readonly key: string
  /** SHA-256 of the unpacked digest, lower-case hex. */
  readonly hash: string
  /** Lower-case hex. */
  readonly signature: string
}

/** A digest file, read. */
export interface Digest {
  readonly bucket: string
  readonly key: string
  readonly name: DigestName
  /** The two texts that are signed as they stand. */
  readonly endTime: string
  readonly previousSignature: string | null
  readonly startUs: number
  readonly endUs: number
  readonly fingerprint: string
  readonly algorithm: string
  readonly previous: Predecessor | undefined
  readonly logs: readonly NamedLog[]
}

export type DigestRead =
  | { readonly ok: true; readonly digest: Digest }
  | { readonly ok: false; readonly reason: string; readonly unsupported: boolean }

/** Whether a parsed JSON value means to be a digest file, and so holds no events. Looks at names alone. */
export const isCloudTrailDigest = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.hasOwn(value, 'digestS3Object') &&
  !Object.hasOwn(value, 'Records')

const Key = z.string().min(1).max(1024)
const Bucket = z.string().min(1).max(255)
const Hash = z.string().regex(/^[0-9a-f]{64}$/i)
const Hex = z
  .string()
  .max(8192)
  .regex(/^(?:[0-9a-f]{2})+$/i)
const Time = z.string().max(40)

/** "CloudTrail digest file structure", AWS CloudTrail user guide; members that AWS adds later are let through. */
const Shape = z.object({
  digestStartTime: Time,
  digestEndTime: Time,
  digestS3Bucket: Bucket,
  digestS3Object: Key,
  digestPublicKeyFingerprint: z.string().max(128),
  digestSignatureAlgorithm: z.string().max(64),
  previousDigestS3Bucket: Bucket.nullable(),
  previousDigestS3Object: Key.nullable(),
  previousDigestHashValue: Hash.nullable(),
  previousDigestHashAlgorithm: z.string().max(64).nullable(),
  previousDigestSignature: Hex.nullable(),
  logFiles: z.array(z.object({ s3Bucket: Bucket, s3Object: Key, hashValue: Hash, hashAlgorithm: z.string().max(64) })),
})
type Shape = z.output<typeof Shape>

/**
 * Reads the unpacked text of a digest file, and `value` as JSON.parse gives it (undefined: no JSON), strictly; what JSON leaves open
 * (RFC 7493) is refused, never repaired.
 */
export function readDigest(text: string, value: unknown): DigestRead {
  if (value === undefined) return wrong('is not JSON')
  const ambiguous = notIJson(text)
  if (ambiguous !== undefined) return wrong('is JSON that two readers could read differently')
  const parsed = Shape.safeParse(value)
  if (!parsed.success) return wrong(`has no proper ${parsed.error.issues[0]?.path.join('.') || 'object'}`)
  return ofShape(parsed.data)
}

function ofShape(shape: Shape): DigestRead {
  const { digestStartTime, digestEndTime, digestS3Object: key, previousDigestSignature } = shape
  const [startUs, endUs, name] = [
    microseconds(digestStartTime),
    microseconds(digestEndTime),
    readDigestName(nameOf(key)),
  ]
  if (startUs === undefined || endUs === undefined || startUs > endUs) return wrong('states no proper span of time')
  if (name === undefined) return wrong('states an S3 object that is no name of a digest file')
  const other = [shape.previousDigestHashAlgorithm ?? SHA256, ...shape.logFiles.map((log) => log.hashAlgorithm)]
  if (other.some((algorithm) => algorithm !== SHA256)) return wrong(`uses another hash than ${SHA256}`, true)
  const previous = predecessorOf(shape)
  if (previous === false) return wrong('states only a part of its predecessor')
  return {
    ok: true,
    digest: {
      bucket: shape.digestS3Bucket,
      key,
      name,
      endTime: digestEndTime,
      previousSignature: previousDigestSignature,
      startUs,
      endUs,
      fingerprint: shape.digestPublicKeyFingerprint.toLowerCase(),
      algorithm: shape.digestSignatureAlgorithm,
      previous,
      logs: shape.logFiles.map(({ s3Object, hashValue }) => ({ key: s3Object, hash: lower(hashValue) })),
    },
  }
}

const SHA256 = 'SHA-256'

/** toLowerCase copies what is in lower case already, and there are tens of thousands. */
const lower = (hex: string): string => (/[A-F]/.test(hex) ? hex.toLowerCase() : hex)

const wrong = (reason: string, unsupported = false): DigestRead => ({ ok: false, reason, unsupported })

/** All of it, nothing of it, or false for a part. */
function predecessorOf(shape: Shape): Predecessor | undefined | false {
  const { previousDigestS3Object: key, previousDigestHashValue: hash, previousDigestSignature: signature } = shape
  if (key === null && hash === null && signature === null) return undefined
  if (key === null || hash === null || signature === null) return false
  return { key, hash: lower(hash), signature: lower(signature) }
}

type Signed = Pick<Digest, 'bucket' | 'key' | 'endTime' | 'previousSignature'>

/**
 * The text over which the signature of a digest is made, UTF-8, three line feeds and none at the end; `sha256` is of the unpacked
 * digest ("Custom implementations of CloudTrail log file integrity validation", AWS CloudTrail user guide).
 */
export const stringToSign = ({ bucket, key, endTime, previousSignature }: Signed, sha256: string): string =>
  `${endTime}\n${bucket}/${key}\n${sha256}\n${previousSignature ?? 'null'}`
