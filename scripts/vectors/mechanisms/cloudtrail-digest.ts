import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from '../../../src-main/core/verify/check.ts'
import { stringToSign } from '../../../src-main/core/verify/cloudtrail/digest.ts'
import { DigestTree } from '../../../src-main/core/verify/cloudtrail/tree.ts'
import { sha256 } from '../../../src-main/engine/crypto/digest.ts'
import { readTrust, type Trust } from '../../../src-main/engine/crypto/trusted.ts'
import { openFolderLike } from '../../../src-main/engine/intake/folder-like.ts'
import { readTreeFile } from '../../../src-main/engine/proofs/cloudtrail/read-file.ts'
import { verifyCloudTrail } from '../../../src-main/engine/proofs/cloudtrail/verify-cloudtrail.ts'
import { type Expected, type Judged, type Mechanism, eachCase, judge, readExpected } from '../mechanism.ts'

/** Archives of digests, side files and logs, each under the keys of `public-keys.json`; then the material that AWS publishes. */
export const cloudtrailDigest: Mechanism = {
  name: 'cloudtrail-digest',
  run: async (folder) => {
    const trust = readTrust(readFileSync(join(folder, 'public-keys.json')))
    const judged = await eachCase(folder, async (name, expected) =>
      judgeCase(name, expected, await checksOf(join(folder, name), trust)),
    )
    return [...judged, ...publishedKeys(folder), ...publishedString(folder), ...(await exampleString(folder))]
  },
}

async function checksOf(path: string, trust: Trust): Promise<Check[]> {
  const files = await openFolderLike(path)
  if (files === undefined) throw new Error(`${path} is no archive`)
  const checks: Check[] = []
  for await (const check of verifyCloudTrail(files, { trust })) checks.push(check)
  return checks
}

/** Bytes after the gzip stream contradict it, whatever words the case has for that. */
const CONTRADICTIONS = /trailing/

function judgeCase(name: string, expected: Expected, checks: readonly Check[]): Judged {
  const said = worstOf(checks)
  const at = textOf(expected['at'])
  const how = { place: at ?? null, ...(CONTRADICTIONS.test(expected.reason) ? { contradiction: true } : {}) }
  const judged = judge(name, expected, { verdict: 'not-offered', ...said, at: placeOf(said, at) }, how)
  const unsaid = statedWords(expected).filter((word) => !checks.some(({ message }) => says(message, word)))
  if (unsaid.length === 0) return judged
  const [want, got] = [`${judged.want}, saying "${unsaid.join('", "')}"`, `${judged.got}; ${checks.at(-1)?.message}`]
  return { ...judged, right: false, want, got }
}

/** The check that decides the verdict. */
function worstOf(checks: readonly Check[]): Check | undefined {
  const proofs = checks.filter(({ level }) => level === 'proof')
  const worst = ['failed', 'not-verifiable'].map((word) => proofs.find(({ verdict }) => verdict === word))
  return worst.find((check) => check !== undefined) ?? proofs[0]
}

/** Of an archive with one folder at the top our names begin below it. */
const placeOf = (said: Check | undefined, at: string | undefined): string | undefined =>
  said?.file !== undefined && at?.endsWith(`/${said.file}`) ? at : said?.file

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What the case states beside its verdict, in our words. */
function statedWords({ digests, logs, range, chains, fingerprint }: Expected): string[] {
  return [
    ...(typeof digests === 'string' ? [`digests ${digests}`] : []),
    ...(typeof logs === 'string' ? [`logs ${logs}`] : []),
    ...(typeof range === 'string' ? [`over ${range} in`] : []),
    ...(typeof chains === 'number' ? [`in ${chains} ${chains === 1 ? 'chain' : 'chains'}`] : []),
    ...(typeof fingerprint === 'string' ? [`for fingerprint ${fingerprint}`] : []),
  ]
}

/** Whole words: `5/6 valid` is said neither by `15/6 valid` nor by `5/6 validated`. */
function says(message: string, words: string): boolean {
  const at = message.indexOf(words)
  return at >= 0 && !/\w/.test(`${message[at - 1] ?? ''}${message[at + words.length] ?? ''}`)
}

interface StringVector {
  readonly valid: boolean
  readonly digest_data: Readonly<Record<'digestEndTime' | 'digestS3Bucket' | 'digestS3Object', string>> & {
    readonly previousDigestSignature: string | null
  }
  readonly inflated_digest_utf8: string
  readonly string_to_sign: string
}

/** The case of aws-cli's own unit test. */
function* publishedString(folder: string): Generator<Judged> {
  const name = 'aws-cli-string-to-sign-vector.json'
  if (!existsSync(join(folder, name))) return
  const vector = JSON.parse(readFileSync(join(folder, name), 'utf8')) as StringVector
  const { digestEndTime: endTime, digestS3Bucket: bucket, digestS3Object: key } = vector.digest_data
  const signed = { endTime, bucket, key, previousSignature: vector.digest_data.previousDigestSignature }
  yield same(name, vector.string_to_sign, stringToSign(signed, sha256(vector.inflated_digest_utf8)))
}

/** Two keys that AWS publishes: their fingerprints are computed anew when they are read. */
function* publishedKeys(folder: string): Generator<Judged> {
  const name = 'aws-published-public-keys.json'
  if (!existsSync(join(folder, name))) return
  const bytes = readFileSync(join(folder, name))
  const { PublicKeyList } = JSON.parse(bytes.toString()) as {
    PublicKeyList: readonly { readonly Fingerprint: string }[]
  }
  const [want, got] = [PublicKeyList.map((key) => key.Fingerprint), readTrust(bytes).keys.map((key) => key.fingerprint)]
  yield same(name, want.join(' '), got.join(' '))
}

/** The text that was signed for one digest of the sound export. */
async function exampleString(folder: string): Promise<Judged[]> {
  const name = 'string-to-sign-example.txt'
  if (!existsSync(join(folder, name))) return []
  const want = readFileSync(join(folder, name), 'utf8')
  const sound = [...readExpected(folder)].find(([, { reason }]) => reason === 'ok')?.[0] ?? ''
  const texts = (await digestTexts(join(folder, sound))).filter((text) => text.startsWith(want.split('\n')[0] ?? ''))
  return [same(name, want, texts.join(' or '))]
}

async function digestTexts(path: string): Promise<string[]> {
  const files = await openFolderLike(path)
  const tree = new DigestTree()
  for (const name of files?.names ?? []) if (files) tree.take(await readTreeFile(name, files.read(name)))
  return tree.digests.map(({ digest, sha256: hash }) => stringToSign(digest, hash))
}

const same = (name: string, want: string, got: string): Judged => ({ case: name, right: want === got, want, got })
