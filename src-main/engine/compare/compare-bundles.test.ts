import { readFileSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareExports } from '../jobs/compare-exports.ts'
import { readCustody } from '../store/custody-log.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { pairs, vaultLine } from '../testing/lines.ts'

// two imports start threads of their own, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const vectors = new URL('./vectors/', import.meta.url)

/** One export of a vector: members of an event, or a line as it stands. */
type Lines = readonly (string | Readonly<Record<string, unknown>>)[]
interface Vector {
  readonly why: string
  readonly first: Lines
  readonly second: Lines
  readonly period?: { readonly from?: string; readonly to?: string }
  readonly want: {
    readonly conclusion: string
    readonly counts: Readonly<Record<string, number>>
    readonly differences: readonly string[]
    readonly outside?: readonly number[]
    readonly limits?: readonly string[]
  }
}

const context = (made: CaseFolder) => ({
  casePath: made.casePath,
  db: made.db,
  signal: new AbortController().signal,
  tell: () => undefined,
})
type Ask = Partial<Parameters<typeof compareExports>[1]>
const compare = (made: CaseFolder, ask: Ask = {}) =>
  compareExports(context(made), { first: 1, second: 2, limit: 1000, ...ask })

/** A case with two exports, closed at the end of the scope that holds it. */
async function caseOf(first: string, second: string): Promise<CaseFolder> {
  const made = caseFolder()
  for (const [name, text] of [
    ['first.log', first],
    ['second.log', second],
  ] as const) {
    made.write(name, text)
    await made.import([name], { again: true })
  }
  return made
}

const base = {
  event: 'user.login',
  code: 'T1000I',
  success: true,
  user: 'nora@example.org',
  cluster_name: 'teleport.example.org',
}
const textOf = (lines: Lines): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify({ ...base, ...line })}\n`).join('')

type Told = Awaited<ReturnType<typeof compare>>['differences'][number]
/** `changed 3/4 actor a > b`: lines in the first and the second, and what differs. */
function told({ difference, first, second, fields }: Told): string {
  const places = `${first?.line ?? ''}${second ? `/${second.line}` : ''}`
  return [difference, places, ...fields.map((one) => `${one.field} ${one.first} > ${one.second}`)].join(' ')
}

const all = readdirSync(vectors).map((name): [string, Vector] => [
  name,
  JSON.parse(readFileSync(new URL(name, vectors), 'utf8')),
])
const isAlone = ({ period, want }: Vector): boolean => period !== undefined || want.outside !== undefined

/** Counts, conclusion and every difference, and what a vector says besides. */
function expectTold({ want }: Vector, compared: Awaited<ReturnType<typeof compare>>): void {
  expect(compared.counts).toEqual(want.counts)
  expect(compared.conclusion).toBe(want.conclusion)
  expect(compared.differences.map(told)).toEqual(want.differences)
  const { first, second } = compared
  const outside = [first, second].map(({ before, after }) => before + after)
  expect(want.outside ?? outside).toEqual(outside)
  for (const limit of want.limits ?? []) expect(compared.limits.join('\n')).toContain(limit)
}

describe('vectors that ask where the exports begin and end', () => {
  test.each(all.filter(([, vector]) => isAlone(vector)).map(([name, vector]) => [name, vector.why, vector] as const))(
    '%s: %s',
    async (_, _why, vector) => {
      using made = await caseOf(textOf(vector.first), textOf(vector.second))
      expectTold(vector, await compare(made, vector.period))
    },
  )
})

const hourOf = (n: number): string => `2025-03-${15 + Math.floor(n / 20)}T${String(n % 20).padStart(2, '0')}`

/** Ids and times of one vector are those of no other. */
const moved = (text: string, n: number): string =>
  text.replaceAll('2025-03-14T02', hourOf(n)).replaceAll('"u-', `"u-${n}-`)

describe('vectors that do not, each in an hour of its own', () => {
  const those = all.filter(([, vector]) => !isAlone(vector))
  const side = (which: 'first' | 'second') => those.map(([, vector], n) => moved(textOf(vector[which]), n))
  let made: CaseFolder
  beforeAll(async () => {
    made = await caseOf(side('first').join(''), side('second').join(''))
  })
  afterAll(() => made[Symbol.dispose]())

  /** The vector's own numbers of lines, and times, again. */
  function back(one: Told, n: number): Told {
    const before = (which: 'first' | 'second'): number => side(which).slice(0, n).join('').split('\n').length - 1
    const placed = (which: 'first' | 'second') => {
      const record = one[which]
      return record ? { [which]: { ...record, line: record.line - before(which) } } : {}
    }
    return JSON.parse(
      JSON.stringify({ ...one, ...placed('first'), ...placed('second') }).replaceAll(hourOf(n), '2025-03-14T02'),
    )
  }

  test.each(those.map(([name, vector], n) => [name, vector.why, n] as const))('%s: %s', async (_, _why, n) => {
    const compared = await compare(made, { from: `${hourOf(n)}:00:00Z`, to: `${hourOf(n)}:59:59Z` })
    const vector = those[n]?.[1]
    if (!vector) throw new Error('no vector')
    expectTold(vector, { ...compared, differences: compared.differences.map((one) => back(one, n)) })
  })
})

const otherSalt = (text: string): string => text.replaceAll('a'.repeat(64), 'b'.repeat(64))

describe('two devices of Vault', () => {
  test('another salt is told as that, not as a change', async () => {
    using made = await caseOf(pairs(0, 5), otherSalt(pairs(0, 5)))
    const compared = await compare(made)
    expect(compared).toMatchObject({ conclusion: 'unsettled', counts: { hashed: 5, changed: 0, same: 0 } })
    expect(compared.limits.join('\n')).toContain('another salt')
  })
  test('what else was changed under another salt is a change', async () => {
    using made = await caseOf(pairs(0, 5), otherSalt(pairs(0, 5)).replace('secret/data/app', 'secret/data/xyz'))
    const compared = await compare(made)
    expect(compared.counts).toMatchObject({ hashed: 4 })
    expect(compared.counts.changed + compared.counts.onlySecond).toBeGreaterThan(0)
  })
  test('a member that no field holds was changed under another salt: not only the hashes', async () => {
    using made = await caseOf(pairs(0, 5), otherSalt(pairs(0, 5)).replaceAll('"mount_type":"kv"', '"mount_type":"kx"'))
    expect((await compare(made)).counts).toMatchObject({ hashed: 0, changed: 5 })
  })
  test('a response taken out shows as a changed event', async () => {
    const lines = pairs(0, 5).split('\n')
    using made = await caseOf(pairs(0, 5), lines.filter((_, at) => at !== 5).join('\n'))
    const compared = await compare(made)
    expect(compared.counts).toMatchObject({ same: 4, changed: 1, onlyFirst: 0, onlySecond: 0 })
    const fields = compared.differences[0]?.fields
    expect(fields).toContainEqual({ field: 'flags', first: 'paired', second: 'no-response' })
    expect(fields).toContainEqual({ field: 'outcome', first: 'failure', second: 'unknown' })
  })
})

describe('what is asked', () => {
  let made: CaseFolder
  beforeAll(async () => {
    made = await caseOf(pairs(0, 20), pairs(0, 20).replaceAll('10.0.0.7', '10.0.0.8'))
  })
  afterAll(() => made[Symbol.dispose]())
  const acts = () => [...readCustody(made.db)].filter(({ event }) => event === 'exports-compared')

  test('the list is bounded, the counts are exact', async () => {
    const compared = await compare(made, { limit: 3 })
    expect([compared.counts.changed, compared.differences.length]).toEqual([20, 3])
    expect(compared.differences.map(({ first }) => first?.line)).toEqual([1, 3, 5])
  })
  test('bundles are named by number or name', async () => {
    const compared = await compare(made, { first: 'first.log', second: '2' })
    expect(compared).toMatchObject({ first: { id: 1 }, second: { id: 2 } })
  })
  test.each([
    ['a bundle that is not there', { second: 7 }, 'not-found'],
    ['a name that is not there', { first: 'third.log' }, 'not-found'],
    ['a bundle against itself', { second: 'first.log' }, 'bad-request'],
    ['an end before the beginning', { from: '2025-02-01', to: '2025-01-01' }, 'query'],
    ['a time that is none', { from: 'yesterday' }, 'query'],
  ] as const)('%s is refused, and is no act', async (_, ask, code) => {
    const before = acts().length
    await expect(compare(made, ask)).rejects.toMatchObject({ code })
    expect(acts()).toHaveLength(before)
  })
  test('both sides the same bundle: it is named, and what else there is', async () => {
    await expect(compare(made, { second: 'first.log' })).rejects.toMatchObject({
      message: 'Both sides are bundle 1, first.log: a comparison needs two.',
      detail: { remedy: expect.stringMatching(/^Name another for one of them: 2 /) },
    })
  })
  test('cancelling ends it', async () => {
    const stopped = { ...context(made), signal: AbortSignal.abort() }
    await expect(compareExports(stopped, { first: 1, second: 2, limit: 1 })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
  test('the act stands in the chain, with what came of it; no verdict is changed', async () => {
    const { counts } = await compare(made)
    expect(acts().at(-1)).toMatchObject({ detail: { result: 'differ', counts } })
    expect(made.db.prepare('SELECT count(*) FROM check_run').pluck().get()).toBe(0)
  })
  test('a name that two bundles have is refused', async () => {
    await made.import(['first.log'], { again: true })
    await expect(compare(made, { first: 'first.log' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('a value that must not be shown stays masked on both sides', async () => {
  const secret = 'hvs.CAESIJ0exampleexampleexample'
  using made = await caseOf(
    `${vaultLine({ n: 1, error: secret })}\n`,
    `${vaultLine({ n: 1, error: 'permission denied' })}\n`,
  )
  const compared = await compare(made)
  expect(compared.counts.changed).toBe(1)
  expect(JSON.stringify(compared)).not.toContain(secret)
})
