import { createHash } from 'node:crypto'
import { createGunzip } from 'node:zlib'
import { Readable } from 'node:stream'
import type { Check } from '../../../core/verify/check.ts'
import { dayOf, decidingSum, readDailySum } from '../../../core/verify/daily-sums.ts'
import type { DailySum, StatedSums, SumAlgorithm } from '../../../core/verify/daily-sums.ts'
import type { Beside, ProofKind } from '../proof.ts'
import { folderOf } from './beside.ts'

/** The daily sums of OSSEC and Wazuh: a sum of the day's log, and one of the sum file of the day before. */
export const dailySums: ProofKind = {
  id: 'wazuh-daily-sum',
  title: 'Daily sum of OSSEC or Wazuh',
  recognise: (path, head) =>
    /\.sum$/i.test(path) && Buffer.from(head.subarray(0, 64)).toString('latin1').startsWith('Current checksum:'),
  async *check({ path, bytes }, beside, { signal }) {
    const sum = readDailySum(Buffer.from(bytes).toString('utf8'))
    const base = { level: 'proof', file: path } as const
    if (sum === undefined || !namesItself(path, sum.current.name)) {
      const message =
        sum === undefined
          ? 'It is no sum file as the source writes it'
          : 'It states the sum of another log than its name says'
      yield { ...base, check: 'sum.day', verdict: 'failed', state: 'broken', kind: 'malformed', message }
      return
    }
    const log = path.replace(/\.sum$/, '')
    yield { ...(await dayCheck(sum.current, log, beside, signal)) }
    yield await chainCheck(sum, path, beside, signal)
    yield* endCheck(path, beside)
  },
}

const bare = (path: string): string => path.replace(/\.sum$/, '').replace(/\.(?:log|json)$/, '')

const namesItself = (path: string, name: string): boolean =>
  bare(path).split('/').at(-1) === bare(name).split('/').at(-1)

async function dayCheck(
  stated: StatedSums,
  log: string,
  beside: Beside,
  signal: AbortSignal | undefined,
): Promise<Check> {
  const { algorithm, stated: expected, weak } = decidingSum(stated)
  const parts = partsOf(log, beside)
  const base = { check: 'sum.day', level: 'proof', file: log } as const
  if (expected === undefined) {
    if (parts.length === 0)
      return { ...base, verdict: 'verified', state: 'verified', message: 'There was no log that day, and none is here' }
    return {
      ...base,
      verdict: 'failed',
      state: 'broken',
      kind: 'inserted',
      message: 'The sum says that there was no log that day',
    }
  }
  if (parts.length === 0)
    return {
      ...base,
      verdict: 'failed',
      state: 'broken',
      kind: 'missing',
      message: 'The log of which the sum is stated is not here',
    }
  const found = await digestOf(parts, algorithm, beside, signal)
  if (found === undefined) return unread(base)
  if (found !== expected) {
    return {
      ...base,
      verdict: 'failed',
      state: 'broken',
      kind: 'edited',
      expected,
      found,
      message: 'The log is not the one of which the sum was taken',
    }
  }
  const message = `The log has the stated ${algorithm.toUpperCase()}${parts.length > 1 ? `, over its ${parts.length} parts` : ''}`
  return holds(base, weak, message, parts.length)
}

async function chainCheck(
  sum: DailySum,
  path: string,
  beside: Beside,
  signal: AbortSignal | undefined,
): Promise<Check> {
  const { algorithm, stated: expected, weak } = decidingSum(sum.chained)
  const base = { check: 'sum.chain', level: 'proof', file: path } as const
  const before = previousOf(sum, path)
  const here = beside.paths.includes(before)
  if (expected === undefined) {
    if (!here)
      return { ...base, verdict: 'verified', state: 'verified', message: 'The chain of daily sums begins here' }
    return {
      ...base,
      verdict: 'failed',
      state: 'broken',
      kind: 'inserted',
      message: 'It says that there was no sum the day before, and there is one',
    }
  }
  if (!here) return absent(base, path, beside)
  const found = await digestOf([before], algorithm, beside, signal)
  if (found === undefined) return unread(base)
  if (found !== expected) {
    const message = 'The sum file of the day before is not the one that this one was chained to'
    return { ...base, verdict: 'failed', state: 'broken', kind: 'edited', expected, found, message }
  }
  return holds(base, weak, `The sum file of the day before has the stated ${algorithm.toUpperCase()}`, 1)
}

type Base = Pick<Check, 'check' | 'level' | 'file'>

function holds(base: Base, weak: boolean, message: string, covered: number): Check {
  if (!weak) return { ...base, verdict: 'verified', state: 'verified', covered, message }
  const settles = 'Sums with SHA-256, which Wazuh writes and OSSEC does not'
  return {
    ...base,
    verdict: 'not-verifiable',
    state: 'weak',
    covered,
    message: `${message}, for which collisions can be made`,
    settles,
  }
}

const unread = (base: Base): Check => ({
  ...base,
  verdict: 'not-verifiable',
  state: 'unverifiable',
  message: 'The bytes as received cannot be read, so their sum cannot be taken',
  settles: 'The file as the source wrote it',
})

/** Where earlier sums are here the one between was taken out; else the export begins here. */
function absent(base: Base, path: string, beside: Beside): Check {
  const own = dayOf(path)
  const earlier = beside.paths.some((other) => {
    const day = dayOf(other)
    return own !== undefined && day?.series === own.series && day.day < own.day
  })
  const message = 'The sum file of the day before, to which this one is chained, is not here'
  if (earlier)
    return {
      ...base,
      verdict: 'failed',
      state: 'broken',
      kind: 'removed',
      message: `${message}, though earlier ones are`,
    }
  const settles = 'The sum file of the day before'
  return {
    ...base,
    verdict: 'not-verifiable',
    state: 'incomplete',
    message: `${message}: the chain begins with an assumption`,
    settles,
  }
}

/** Nothing holds the last sum file: a day and its sum changed together show only against the next. */
function* endCheck(path: string, beside: Beside): Generator<Check> {
  const own = dayOf(path)
  const later = beside.paths.some((other) => {
    const day = dayOf(other)
    return own !== undefined && day?.series === own.series && day.day > own.day
  })
  if (later) return
  const message =
    'No later sum holds this one: the last log and its sum could have been changed together, and later days could be missing'
  const settles = 'The sum file of the next day, or its digest noted elsewhere'
  yield {
    check: 'chain.end',
    level: 'proof',
    file: path,
    verdict: 'not-verifiable',
    state: 'unverifiable',
    message,
    settles,
  }
}

/** The root below which the names in brackets stand is what remains of the sum file's own path. */
function previousOf({ current, chained }: DailySum, path: string): string {
  const [own, name] = [bare(path), bare(current.name)]
  if (own.endsWith(name)) return own.slice(0, -name.length) + chained.name
  return folderOf(path) + (chained.name.split('/').at(-1) ?? '')
}

const MOST_PARTS = 1000

/** The log and its further parts `-001` and on, in order, plain or packed; none where the log is not there. */
function partsOf(log: string, { paths }: Beside): string[] {
  const all = new Set(paths)
  const cut = log.lastIndexOf('.')
  const parts: string[] = []
  for (let number = 0; number < MOST_PARTS; number += 1) {
    const name = number === 0 ? log : `${log.slice(0, cut)}-${String(number).padStart(3, '0')}${log.slice(cut)}`
    const part = [name, `${name}.gz`].find((one) => all.has(one))
    if (part === undefined) break
    parts.push(part)
  }
  return parts
}

async function digestOf(
  paths: readonly string[],
  algorithm: SumAlgorithm,
  beside: Beside,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const [only] = paths
  if (paths.length === 1 && only !== undefined && algorithm === 'sha256' && !only.endsWith('.gz'))
    return await beside.sha256(only)
  const hash = createHash(algorithm)
  for (const path of paths) {
    const chunks = beside.read(path, signal)
    if (chunks === undefined) return undefined
    if (!(await added(hash, chunks, path.endsWith('.gz')))) return undefined
  }
  return hash.digest('hex')
}

async function added(
  hash: ReturnType<typeof createHash>,
  chunks: AsyncIterable<Uint8Array>,
  packed: boolean,
): Promise<boolean> {
  try {
    const source = packed ? Readable.from(chunks).pipe(createGunzip()) : chunks
    for await (const chunk of source) hash.update(chunk)
    return true
  } catch (error) {
    if (packed && error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return false
    throw error
  }
}
