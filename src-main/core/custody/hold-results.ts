import { z } from 'zod'
import { type Verdict, wholeVerdict } from '../verify/check.ts'
import type { TextDigest } from './custody.ts'

/** What `chain-verified` tells of a bundle, as far as it is compared; entries of earlier versions have no digest. */
const Verified = z.object({ bundle: z.int(), verdict: z.string(), results_sha256: z.string().optional() })

/** The kept result of one bundle's verification; checks are compared as JSON. */
export interface KeptResult {
  readonly bundle: number
  readonly verdict: string
  readonly checks: readonly object[]
}

/** A result that is not the one that the chain of acts tells; `seq` is the entry that tells another. */
export interface ResultFault {
  readonly bundle: number
  readonly kind: 'edited' | 'inserted'
  readonly seq?: number
  readonly expected?: string
  readonly found?: string
  readonly message: string
}

/** How results stand to the acts: what contradicts, whose checks no entry has a digest of, which bundles have an entry and no result. */
export interface HeldResults {
  readonly faults: readonly ResultFault[]
  readonly undigested: readonly number[]
  readonly missing: readonly number[]
}

/** An entry of the chain as far as it is read here. */
export interface ToldAct {
  readonly seq: number
  readonly event?: unknown
  readonly detail?: unknown
}

/** SHA-256 over the checks of a verification: each as JSON with its members in order of their names, each with its LF. */
export const resultsDigest = (checks: readonly object[], sha256: TextDigest): string =>
  sha256(checks.map((check) => `${JSON.stringify(inOrder(check))}\n`).join(''))

const inOrder = (check: object): object =>
  Object.fromEntries(Object.entries(check).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Holds the kept results of verification against the last `chain-verified` entry of each bundle. */
export function holdResults(results: Iterable<KeptResult>, acts: Iterable<ToldAct>, sha256: TextDigest): HeldResults {
  const told = new Map<number, z.output<typeof Verified> & { readonly seq: number }>()
  for (const { seq, event, detail } of acts) {
    const read = event === 'chain-verified' ? Verified.safeParse(detail).data : undefined
    if (read) told.set(read.bundle, { ...read, seq })
  }
  const missing = new Set(told.keys())
  const [faults, undigested]: [ResultFault[], number[]] = [[], []]
  for (const { bundle, verdict, checks } of results) {
    missing.delete(bundle)
    const act = told.get(bundle)
    if (!act) {
      faults.push({ bundle, kind: 'inserted', message: `No custody entry tells that bundle ${bundle} was verified` })
      continue
    }
    const { seq, verdict: expected, results_sha256: digest } = act
    const place = { bundle, kind: 'edited', seq } as const
    if (verdict !== expected) {
      const message = `The verdict of bundle ${bundle} is not the one that custody entry ${seq} tells`
      faults.push({ ...place, expected, found: verdict, message })
    } else if (digest === undefined) undigested.push(bundle)
    else if (resultsDigest(checks, sha256) !== digest)
      faults.push({
        ...place,
        message: `The checks of bundle ${bundle} are not those that custody entry ${seq} tells of`,
      })
  }
  return { faults, undigested, missing: [...missing] }
}

/** The verdict of a case: that of its bundles, to which its own custody, which has no id, only adds what is wrong. */
export const caseVerdict = (
  bundles: readonly { readonly id?: number | undefined; readonly verdict: Verdict }[],
): Verdict =>
  wholeVerdict(
    bundles.filter(({ id, verdict }) => id !== undefined || verdict !== 'verified').map(({ verdict }) => verdict),
  )
