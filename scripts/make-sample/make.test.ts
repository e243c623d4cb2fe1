import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { z } from 'zod'
import { CMS_SIGNATURE } from '../../src-main/core/bundle/layout.ts'
import { FOLDER, makeSample } from './make.ts'

const shipped = resolve(import.meta.dirname, '..', '..', 'resources', 'sample')
const Placed = z.object({ file: z.string(), line: z.number(), type: z.string() })
const Truth = z.object({
  totals: z.object({ lines: z.number(), records: z.number(), pairs: z.number(), late: z.number() }),
  signer: z.object({ name: z.string(), fingerprint: z.string() }),
  late: z.array(z.object({ file: z.string(), line: z.number() })),
  planted: z.array(
    z.object({ mark: z.string(), time: z.string(), path: z.string(), ip: z.string(), lines: z.array(Placed) }),
  ),
  bundles: z.array(
    z.object({
      file: z.string(),
      findings: z.array(z.object({ kind: z.string(), file: z.string(), line: z.number() })),
    }),
  ),
})
const truth = Truth.parse(JSON.parse(readFileSync(join(shipped, 'truth.json'), 'utf8')))
const [whole, copy] = truth.bundles

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proofline-sample-'))
  await makeSample({ out: join(folder, 'again'), kept: shipped, newKey: false })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** All entries of a zip by name. */
function entries(path: string): Promise<Map<string, Buffer>> {
  return new Promise((done, failed) => {
    const found = new Map<string, Buffer>()
    fromBuffer(readFileSync(path), { lazyEntries: true }, (fault, zip) => {
      if (fault) return failed(fault)
      zip.on('end', () => done(found))
      zip.on('error', failed)
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, (unreadable, stream) => {
          if (unreadable) return failed(unreadable)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('end', () => {
            found.set(entry.fileName, Buffer.concat(parts))
            zip.readEntry()
          })
          return undefined
        }),
      )
      zip.readEntry()
      return undefined
    })
  })
}

const lines = (bag: ReadonlyMap<string, Buffer>, file: string): string[] =>
  (bag.get(`${FOLDER}/${file}`) ?? Buffer.alloc(0)).toString().split('\n')

test.each([`${FOLDER}.zip`, `${FOLDER}-tampered.zip`])(
  '%s is made again byte for byte, but for the signature',
  async (name) => {
    const [kept, made] = await Promise.all([entries(join(shipped, name)), entries(join(folder, 'again', name))])
    expect([...made.keys()]).toEqual([...kept.keys()])
    const differing = [...kept].filter(([entry, bytes]) => !made.get(entry)?.equals(bytes)).map(([entry]) => entry)
    expect(differing.filter((entry) => !entry.endsWith(CMS_SIGNATURE))).toEqual([])
  },
)

test('what is known of it is made again too', () => {
  expect(readFileSync(join(folder, 'again', 'truth.json'), 'utf8')).toBe(
    readFileSync(join(shipped, 'truth.json'), 'utf8'),
  )
})

test('both bundles together stay under 2 MB', () => {
  const sizes = [`${FOLDER}.zip`, `${FOLDER}-tampered.zip`].map((name) => statSync(join(shipped, name)).size)
  expect(sizes[0]! + sizes[1]!).toBeLessThan(2_000_000)
})

test('every planted thing stands where the truth says', async () => {
  const bag = await entries(join(shipped, whole!.file))
  for (const { path, ip, lines: places } of truth.planted)
    for (const { file, line, type } of places)
      expect(JSON.parse(lines(bag, file)[line - 1] ?? '')).toMatchObject({
        type,
        request: { path, remote_address: ip },
      })
})

test('the night read is version 14, and its address is in no record before that night', async () => {
  const bag = await entries(join(shipped, whole!.file))
  const read = truth.planted.find(({ mark }) => mark === 'night-read')!
  expect(read.time).toBe('2025-03-14T02:34:07.918364205Z')
  const { file, line } = read.lines.find(({ type }) => type === 'response')!
  const march = lines(bag, file)
  expect(march[line - 1]).toContain('"version":14')
  const first = march.findIndex((text) => text.includes('203.0.113.47'))
  expect(march[first]).toContain('"time":"2025-03-14T02:33:51.660284517Z"')
  const others = [...bag.keys()].filter((name) => name.endsWith('.log') && !name.endsWith(file.slice('data/'.length)))
  for (const name of others) expect(bag.get(name)!.includes('203.0.113.47')).toBe(false)
})

test('late lines, and only they, are earlier than the line before them', async () => {
  const bag = await entries(join(shipped, whole!.file))
  const late: { file: string; line: number }[] = []
  for (const name of [...bag.keys()].filter((path) => path.endsWith('.log'))) {
    const times = lines(bag, name.slice(FOLDER.length + 1))
      .filter(Boolean)
      .map(timeOf)
    times.forEach((time, at) => {
      if (at > 0 && time < times[at - 1]!) late.push({ file: name.slice(FOLDER.length + 1), line: at + 1 })
    })
  }
  expect(late).toEqual(truth.late)
})

/** Nine digits, so that text compares as time does. */
function timeOf(line: string): string {
  const { time } = z.object({ time: z.string() }).parse(JSON.parse(line))
  const [seconds = '', fraction = ''] = time.slice(0, -1).split('.')
  return `${seconds}.${fraction.padEnd(9, '0')}`
}

test('the copy differs in one edited and one removed line, and in nothing else', async () => {
  const [original, forged] = await Promise.all([
    entries(join(shipped, whole!.file)),
    entries(join(shipped, copy!.file)),
  ])
  const changed = [...original].filter(([name, bytes]) => !forged.get(name)?.equals(bytes)).map(([name]) => name)
  const [edited, removed] = copy!.findings
  expect([edited?.kind, removed?.kind]).toEqual(['edited', 'removed'])
  expect(changed).toEqual([`${FOLDER}/${edited!.file}`])
  const want = lines(original, edited!.file)
  want[edited!.line - 1] = want[edited!.line - 1]!.replace('"operation":"update"', '"operation":"read"')
  want.splice(removed!.line - 1, 1)
  expect(lines(forged, edited!.file)).toEqual(want)
})

/** Runs a program of the system inside an unpacked bundle; throws with what it said where it refuses. */
const inside = (name: string, [program, ...args]: readonly [string, ...string[]]): void =>
  void execFileSync(program, args, {
    cwd: join(folder, name, FOLDER),
    stdio: 'pipe',
    env: { ...process.env, LC_ALL: 'C' },
  })

test('openssl and sha256sum accept the bundle, and sha256sum refuses the copy', async () => {
  for (const name of [whole!.file, copy!.file]) {
    for (const [entry, bytes] of await entries(join(shipped, name))) {
      const path = join(folder, name, entry)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
    }
  }
  const certificate = join(shipped, 'northmoor-export.pem')
  const verify = `cms -verify -binary -inform DER -in ${CMS_SIGNATURE} -content tagmanifest-sha256.txt -purpose any`
  const check = ['sha256sum', '-c', '--quiet'] as const
  for (const name of [whole!.file, copy!.file]) {
    inside(name, ['openssl', ...verify.split(' '), '-CAfile', certificate, '-out', join(folder, 'signed')])
    inside(name, [...check, 'tagmanifest-sha256.txt'])
  }
  inside(whole!.file, [...check, 'manifest-sha256.txt'])
  expect(() => inside(copy!.file, [...check, 'manifest-sha256.txt'])).toThrow('did NOT match')
})
