import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../../src-main/core/verify/check.ts'

/** What our own check of one case said: the word, the finer state, and the place it names, where the case states one. */
export interface Said {
  readonly verdict: Verdict
  readonly state?: string | undefined
  /** The place named, in the form in which the case states it (a path, a sequence number). */
  readonly at?: string | number | null | undefined
  readonly message?: string | undefined
}

/** What a folder of vectors expects of one case. */
export interface Expected {
  readonly valid: boolean | null
  readonly reason: string
  readonly [more: string]: unknown
}

/** One case judged: `want` and `got` are words for people. */
export interface Judged {
  readonly case: string
  readonly right: boolean
  readonly want: string
  readonly got: string
}

/** One folder below the vectors, and how its cases run through the code that the program uses. */
export interface Mechanism {
  readonly name: string
  readonly run: (folder: string) => Promise<Judged[]> | Judged[]
}

/** `expected-results.json` of a folder. */
export const readExpected = (folder: string): ReadonlyMap<string, Expected> =>
  new Map(
    Object.entries(JSON.parse(readFileSync(join(folder, 'expected-results.json'), 'utf8')) as Record<string, Expected>),
  )

/** Runs every case of a folder. One that cannot be run is a wrong case that says what happened, and the others go on. */
export async function eachCase(
  folder: string,
  run: (name: string, expected: Expected) => Promise<Judged | readonly Judged[]> | Judged | readonly Judged[],
): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const [name, expected] of readExpected(folder)) {
    try {
      judged.push(...[await run(name, expected)].flat())
    } catch (error) {
      judged.push(notRun(name, error))
    }
  }
  return judged
}

/** A case, or all of a mechanism, that ended in an error. */
export const notRun = (name: string, error: unknown): Judged => ({
  case: name,
  right: false,
  want: 'an answer',
  got: `not run: ${error instanceof Error ? error.message : String(error)}`,
})

/** The parts of a key: files joined by ` over `, ` + `, ` with `, or `NAME (subject file OTHER)`. */
export const partsOf = (key: string): string[] =>
  key.replace(/ \(subject file ([^)]*)\)$/, ' over $1').split(/ over | \+ | with |, key |, namespace file /)

/** A failure that contradicts, by the words of its reason; anything else is a thing missing, old or not trusted. */
const CONTRADICTION =
  /mismatch|(?<!not )invalid|malformed|modified|flipped|tampered|broken|missing-hash|algorithm-not-allowed|confusion|gap|duplicate|reorder|injected|not-covered|unsigned-file|changed|does-not|wrong/i

/**
 * Judges by the rule of the vectors: valid = verified (or trust unknown where the case gives no root), not valid = failed where the reason is a
 * contradiction, else not-verifiable, null = neither. `contradiction` decides where the words of the reason do not.
 */
export function judge(
  name: string,
  expected: Expected,
  said: Said,
  how: { readonly rootGiven?: boolean; readonly contradiction?: boolean; readonly place?: string | number | null } = {},
): Judged {
  const contradiction = how.contradiction ?? CONTRADICTION.test(expected.reason)
  const want = wanted(expected, contradiction, how.rootGiven ?? true)
  const word = [said.verdict, said.state ?? ''].some((one) => want.includes(one))
  const place = how.place ?? undefined
  return {
    case: name,
    right: word && (place === undefined || place === said.at),
    want: `${want.join(' or ')}${placed(place)} (${expected.reason})`,
    got: `${[said.verdict, said.state].filter(Boolean).join('/')}${placed(said.at)}${said.message ? `: ${said.message}` : ''}`,
  }
}

const placed = (place: string | number | null | undefined): string =>
  place === undefined || place === null ? '' : ` at ${place}`

function wanted({ valid }: Expected, contradiction: boolean, rootGiven: boolean): readonly string[] {
  if (valid === true) return rootGiven ? ['verified'] : ['verified', 'trust-unknown']
  if (valid === null) return ['not-offered', 'not-verifiable']
  return contradiction ? ['failed'] : ['not-verifiable']
}
