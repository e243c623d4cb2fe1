import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MadeExport, findingsIn, verdictOf } from './testing/made-export.ts'
import { packed } from './testing/made-trail.ts'

const shape = { hours: 5, logsIn: (hour: number) => hour % 3 }
const whole = new MadeExport(shape)
const plain = new MadeExport(shape, 'newest')

const oneByte = fc.record({
  object: fc.nat(whole.objects.length - 1),
  at: fc.nat(),
  flip: fc.integer({ min: 1, max: 255 }),
})

/** The export with one byte of the unpacked text of one object changed. */
function changed(made: MadeExport, { object, at, flip }: { object: number; at: number; flip: number }) {
  const copy = Object.assign(Object.create(MadeExport.prototype) as MadeExport, {
    files: new Map(made.files),
    objects: made.objects,
  })
  const { key, text } = made.objects[object] ?? { key: '', text: '' }
  const bytes = Buffer.from(text)
  bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ flip
  copy.files.set(key, packed(bytes))
  return { copy, key }
}

test.each([
  ['with all side files', whole],
  ['with the side file of the newest digest alone', plain],
])('any one byte changed in any log or digest is exactly one finding, there; %s', async (_, made) => {
  expect(verdictOf(await made.checks())).toBe('verified')
  await fc.assert(
    fc.asyncProperty(oneByte, async (change) => {
      const { copy, key } = changed(made, change)
      expect(findingsIn(await copy.checks()).map(({ file }) => file)).toEqual([key])
    }),
    { numRuns: 150 },
  )
})

test('any one object taken away is one finding, there; only the first and the last digest of a chain can go unseen', async () => {
  const ends = new Set([whole.digest(0).key, whole.digest(4).key])
  for (const { key } of whole.objects.filter((object) => !ends.has(object.key))) {
    const { copy } = changed(whole, { object: 0, at: 0, flip: 0 })
    copy.files.delete(key)
    copy.files.delete(`${key}.head.json`)
    const findings = findingsIn(await copy.checks())
    expect(findings.map(({ file, state }) => [file, state])).toEqual([[key, 'incomplete']])
  }
})

test('no order of the files changes what is found', async () => {
  const { copy } = changed(whole, { object: 3, at: 40, flip: 1 })
  const want = await copy.checks()
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...copy.files], { minLength: copy.files.size }), async (files) => {
      const shuffled = Object.assign(Object.create(MadeExport.prototype) as MadeExport, {
        files: new Map(files),
        objects: [],
      })
      expect(await shuffled.checks()).toEqual(want)
    }),
    { numRuns: 10 },
  )
})

const hostile = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
  fc
    .record(
      Object.fromEntries(
        [
          'digestS3Object',
          'digestEndTime',
          'digestStartTime',
          'previousDigestSignature',
          'logFiles',
          'PublicKeyList',
          'Metadata',
        ].map((name) => [
          name,
          fc.oneof(fc.string(), fc.constant(null), fc.array(fc.anything({ maxDepth: 2 })), fc.integer()),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(JSON.stringify(value) ?? '')),
)

const replaced = new Set([whole.digest(2).key, whole.log(1).key])

test('hostile files beside a sound export never throw, and never turn it better', async () => {
  const name = fc.constantFrom(
    'a.json',
    `${whole.digest(2).key}.head.json`,
    whole.digest(2).key,
    whole.log(1).key,
    'keys.json',
  )
  await fc.assert(
    fc.asyncProperty(name, hostile, async (path, bytes) => {
      const { copy } = changed(whole, { object: 0, at: 0, flip: 0 })
      copy.files.set(path, bytes)
      const green = verdictOf(await copy.checks()) === 'verified'
      expect(green && replaced.has(path)).toBe(false)
    }),
    { numRuns: 150 },
  )
})
