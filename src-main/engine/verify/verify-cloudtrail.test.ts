import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { KEY, MadeExport, NOBODY, OTHER_KEY, TRUST } from '../proofs/cloudtrail/testing/made-export.ts'
import { keyList } from '../proofs/cloudtrail/testing/made-trail.ts'
import { zipped } from '../proofs/testing/zipped.ts'
import { pairs } from '../testing/lines.ts'
import { type Files, proofsIn, verifiedFiles } from './testing/verified-files.ts'

// CloudTrail's digests through the whole import: which logs they reach, and files of theirs that cannot be read.

const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

/** An export whose files lie flat beside one another. */
function flat(): MadeExport {
  const made = new MadeExport({ hours: 3 })
  made.layOut(nameOf)
  return made
}

async function verified(files: Files, trust = TRUST) {
  const { found, refused } = await verifiedFiles(files, trust)
  const of = (format: string) => found.find((one) => one.format.startsWith(format))
  return {
    verdicts: Object.fromEntries(found.map(({ format, verdict }) => [format, verdict])),
    of: (format: string) => proofsIn(of(format)?.checks),
    checks: found.flatMap(({ checks }) => checks),
    refused: refused.map(({ path }) => path),
  }
}
const filesOf = ({ files }: MadeExport): Files => Object.fromEntries(files)
const vault = pairs(0, 40)

test('digests prove the logs that they name and nothing of another system', async () => {
  const alone = await verified(filesOf(flat()))
  expect(alone.verdicts).toEqual({ 'aws-cloudtrail': 'verified' })
  const { verdicts, of } = await verified({ ...filesOf(flat()), 'vault.log': vault })
  expect(verdicts).toEqual({ 'aws-cloudtrail': 'verified', vault: 'not-verifiable' })
  expect(of('vault')).toEqual(['proof.reach not-verifiable vault.log'])
})

test('findings of the digests stay with their logs, however many another system has', async () => {
  const made = flat()
  const lost = nameOf(made.log(1).key)
  made.files.delete(lost)
  const others = Object.fromEntries(['a', 'b', 'c', 'd'].map((name, n) => [`${name}.log`, vault + '\n'.repeat(n)]))
  const { verdicts, of } = await verified({ ...filesOf(made), ...others, 'other.pem': keyList([OTHER_KEY]) })
  expect(verdicts).toEqual({ 'aws-cloudtrail': 'not-verifiable', vault: 'not-verifiable' })
  expect(of('aws')).toContain(`file.missing not-verifiable ${lost}`)
  expect(of('vault')).toEqual(Object.keys(others).map((name) => `proof.reach not-verifiable ${name}`))
})

test('a log that no digest covers is not reached, and neither is any by a key that came with it', async () => {
  const made = flat()
  const more = (id: string): string => made.log(0).text.replaceAll('0-0', id)
  const extra = await verified({ ...filesOf(made), 'a.json': more('a'), 'b.json': more('b') })
  expect(extra.verdicts).toEqual({ 'aws-cloudtrail': 'not-verifiable' })
  expect(extra.of('aws')).toContain('proof.reach not-verifiable b.json')
  const self = await verified({ ...filesOf(made), 'keys.json': keyList([KEY]) }, NOBODY)
  expect(self.of('aws')).toContain(`proof.reach not-verifiable ${nameOf(made.log(0).key)}`)
})

const cut = (bytes: Buffer = Buffer.alloc(0)): Buffer => bytes.subarray(0, bytes.length - 9)
const bent = (bytes: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([bytes.subarray(0, 20), Buffer.alloc(30), bytes.subarray(50)])
type Change = (bytes?: Buffer) => Buffer | Uint8Array

/** What a forger can put in the place of a file so that it cannot be read. */
const unreadable: readonly [what: string, change: Change, ofLog: string][] = [
  ['cut', cut, 'malformed'],
  ['damaged', bent, 'malformed'],
  ['emptied', () => Buffer.alloc(0), 'edited'],
  ['text', () => Buffer.from('hello\n'), 'edited'],
  ['packed text', () => gzipSync('hello'), 'edited'],
  ['followed by zero bytes', (bytes) => Buffer.concat([bytes ?? Buffer.alloc(0), Buffer.alloc(8)]), 'malformed'],
  ['an archive that is not read', () => Buffer.from('377abcaf271c0004', 'hex'), 'edited'],
  ['an archive', () => zipped({ 'x.txt': 'x' }), 'edited'],
  ['an empty archive', () => zipped({}), 'edited'],
  ['a damaged archive', () => zipped({ 'x.txt': 'x' }).subarray(0, 60), 'edited'],
  ['long text that is cut', () => cut(gzipSync(randomBytes(400_000).toString('hex'))), 'malformed'],
]

test.each(unreadable)(
  'a log and a digest that are %s are told as what they are, not as missing',
  async (_, change, kind) => {
    const made = flat()
    const [log, digest] = [nameOf(made.log(2).key), nameOf(made.digest(0).key)]
    for (const name of [log, digest]) made.files.set(name, Buffer.from(change(made.files.get(name))))
    const { verdicts, checks, refused } = await verified({ ...filesOf(made), 'vault.log': vault })
    expect(verdicts).toEqual({ 'aws-cloudtrail': 'failed', vault: 'not-verifiable' })
    const failed = checks.filter((one) => one.verdict === 'failed').map((one) => [one.check, one.kind, one.file])
    expect(failed.toSorted()).toEqual(
      [
        ['digest.file', kind, log],
        ['digest.form', 'malformed', digest],
      ].toSorted(),
    )
    expect(checks.filter(({ check }) => check === 'file.missing')).toEqual([])
    expect(new Set(refused.map((path) => path.split('!')[0]))).toEqual(new Set([log, digest]))
  },
)

test('inside an archive, too, and a log that breaks far behind its beginning', async () => {
  const long = JSON.stringify({
    Records: Array.from({ length: 9000 }, (_, n) => ({
      eventName: 'X',
      eventSource: 's',
      eventID: `${n}${Math.sin(n)}`,
    })),
  })
  for (const body of [cut(gzipSync(long)), cut(gzipSync('x')), zipped({ 'a.log': vault })]) {
    const made = new MadeExport({ hours: 3 })
    made.files.set(made.log(2).key, Buffer.from(body))
    const { verdicts, of } = await verified({ 'e.zip': zipped(filesOf(made)) })
    expect(verdicts).toEqual({ 'aws-cloudtrail': 'failed' })
    expect(of('aws')).toContain(`digest.file failed e.zip!${made.log(2).key}`)
  }
})

test('without digests a file with the name of a log is refused and not kept', async () => {
  const made = new MadeExport({ hours: 3 })
  const log = nameOf(made.log(0).key)
  const { of, verdicts, refused } = await verified({ 'vault.log': vault, [log]: cut(made.files.get(made.log(0).key)) })
  expect([verdicts, refused, of('vault')]).toEqual([{ vault: 'not-offered' }, [log], ['source.proof not-offered ']])
})
