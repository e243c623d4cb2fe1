import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutBlocks } from './cut-blocks.ts'
import { MemberFinder } from './find-members.ts'
import { lineBounds } from './line-bounds.ts'

const inside = (path: readonly string[], members: readonly unknown[]): unknown => {
  const [step, ...rest] = path
  if (step === undefined) return members
  if (step === '*') return [inside(rest, members)]
  return { before: { [step]: [1] }, note: 'a "quoted" ] } text', [step]: inside(rest, members), after: [{ x: 1 }] }
}

const printed = fc.constantFrom(undefined, 1, 2)
const member = fc.oneof(
  fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.string({ maxLength: 12 }),
  fc.integer(),
)
const paths = fc.constantFrom('', 'Records', 'hits.hits', 'data.result.*.values')

async function* inPieces(text: Buffer, pieces: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < text.length; n++) {
    const size = pieces[n % pieces.length] ?? 1
    yield text.subarray(at, at + size)
    at += size
  }
}

async function entriesOf(text: Buffer, members: string, pieces: readonly number[]): Promise<string[]> {
  const entries: string[] = []
  for await (const { bytes, bounds: given } of cutBlocks(
    inPieces(text, pieces),
    { split: 'json-members', members },
    'x',
  )) {
    const block = Buffer.from(bytes)
    const { bounds } = lineBounds(block, given)
    for (let at = 0; at < bounds.length; at += 2) entries.push(block.toString('utf8', bounds[at], bounds[at + 1]))
  }
  return entries
}

/** The finder itself, fed stretch by stretch as the cutter would. */
function found(text: Buffer, members: string, sizes: readonly number[]): string[] {
  const finder = new MemberFinder(members)
  const entries: string[] = []
  let from = 0
  for (let to = 0, n = 0; from < text.length; n++) {
    to = Math.min(text.length, to + (sizes[n % sizes.length] ?? 1))
    const stretch = text.subarray(from, to)
    const { bounds, end } = finder.find(stretch, to === text.length)
    for (let at = 0; at < bounds.length; at += 2) entries.push(stretch.toString('utf8', bounds[at], bounds[at + 1]))
    from += end
    if (to === text.length) break
  }
  return entries
}

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 })

const plain = (entries: readonly string[]) => entries.map((entry) => JSON.stringify(JSON.parse(entry)))

test('every member of the array is an entry, however it is printed and arrives, in one value or several', async () => {
  const property = fc.asyncProperty(
    paths,
    fc.array(fc.array(member, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
    fc.record({ indent: printed, sizes }),
    async (path, lists, { indent, sizes: pieces }) => {
      const steps = path === '' ? [] : path.split('.')
      const text = Buffer.from(lists.map((list) => JSON.stringify(inside(steps, list), undefined, indent)).join('\n'))
      const want = lists.flat().map((one) => JSON.stringify(one))
      expect(plain(found(text, path, pieces))).toEqual(want)
      expect(plain(await entriesOf(text, path, pieces))).toEqual(want)
    },
  )
  await fc.assert(property, { numRuns: 300 })
})

test('of any bytes every one that is no blank, name or bracket of the way stands in an entry, whatever the stretches', () => {
  const bytes = fc.stringMatching(/^[[\]{}",:a1\n ]{0,60}$/)
  const property = fc.property(bytes, paths, sizes, (text, path, pieces) => {
    const whole = found(Buffer.from(text), path, [text.length || 1])
    expect(found(Buffer.from(text), path, pieces)).toEqual(whole)
    for (const entry of whole) expect(text).toContain(entry)
  })
  fc.assert(property, { numRuns: 2000 })
})

describe('what holds no such array', () => {
  test.each([
    ['a value without it is an entry whole', '{"a":1}\n{"Records":[{"b":2}]}', ['{"a":1}', '{"b":2}']],
    ['a list of another name is none', '{"records":[{"b":2}]}', ['{"records":[{"b":2}]}']],
    ['text between values is an entry', 'noise\n{"Records":[1]}', ['noise', '1']],
    ['an array cut off gives its whole members and the rest', '{"Records":[{"a":1},{"b"', ['{"a":1}', '{"b"']],
    ['an empty array gives none', '{"Records":[]}', []],
  ])('%s', (_, text, want) => {
    expect(found(Buffer.from(text), 'Records', [3])).toEqual(want)
  })
})
