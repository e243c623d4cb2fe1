import type { Answer } from '../../../src-main/contract/calls.ts'
import type { Reach } from '../../kit/chain-strip.tsx'
import { microsOf } from '../../kit/moment.ts'
import type { StripBreak } from '../../kit/strip-marks.ts'
import { chainText as text } from '../../text/chain.ts'
import { failureWords } from '../../text/words.ts'
import type { Check } from './check-nodes.ts'

export type Strip = Answer<'verify.strip'>
export type Links = Answer<'verify.links'>
export type Link = Links['links'][number]

/** A place of one of the chains, or what stands in it at a moment. */
export interface Spot {
  readonly chain: number
  readonly place?: number
  readonly atUs?: number
}

/** A millisecond: deeper no strip is zoomed. */
const LEAST_US = 1000

/** All that a strip can show; a bundle of one moment still has a width. */
export function wholeOf({ fromUs = 0, toUs = 0 }: Pick<Strip, 'fromUs' | 'toUs'>): Reach {
  return { from: fromUs, to: Math.max(toUs, fromUs + LEAST_US) }
}

/** The same width, moved so that a moment outside of it stands in its middle. */
export function following(shown: Reach, us: number, whole: Reach): Reach {
  if (us >= shown.from && us <= shown.to) return shown
  const width = shown.to - shown.from
  const from = Math.round(Math.min(Math.max(whole.from, us - width / 2), whole.to - width))
  return { from, to: from + width }
}

/** Zoomed no deeper than a millisecond. */
export const isDeep = ({ from, to }: Reach): boolean => to - from <= LEAST_US

/** The times of the links that are looked at, and of the one among them or the nearest to it; undefined where none has a time. */
export function reachOf({
  links,
  place,
}: Pick<Links, 'links' | 'place'>): (Reach & { readonly at: number }) | undefined {
  const timed = links.flatMap((link) =>
    link.time === undefined ? [] : [{ away: Math.abs(link.place - place), us: microsOf(link.time) ?? 0 }],
  )
  const [nearest] = timed.toSorted((a, b) => a.away - b.away)
  if (!nearest) return undefined
  const times = timed.map(({ us }) => us)
  return { from: Math.min(...times), to: Math.max(...times), at: nearest.us }
}

/** The place a step leads to; beyond the end of a chain the next one begins. */
export function stepped(chains: Strip['chains'], { chain, place = 1 }: Spot, by: number): Spot {
  const next = place + by
  const all = chains[chain]?.places ?? 1
  if (next > all && chains[chain + 1] !== undefined && place === all) return { chain: chain + 1, place: 1 }
  const before = chains[chain - 1]
  if (next < 1 && before !== undefined && place === 1) return { chain: chain - 1, place: before.places }
  return { chain, place: Math.min(Math.max(1, next), Math.max(1, all)) }
}

/** The chain whose stretch holds a moment, else the one whose stretch is nearest to it. */
export function spotAt({ stretches }: Strip, us: number): Spot {
  const away = ({ fromUs, toUs }: Strip['stretches'][number]): number => Math.max(fromUs - us, us - toUs, 0)
  const nearest = stretches.reduce<Strip['stretches'][number] | undefined>(
    (best, one) => (best === undefined || away(one) < away(best) ? one : best),
    undefined,
  )
  return { chain: nearest?.chain ?? 0, atUs: us }
}

/** The breaks as marks: the word is what was done, or that it is not proven. */
export function marksOf(strip: Strip, checks: readonly Check[], chosen: number): readonly StripBreak[] {
  return strip.breaks.map(({ us, check, verdict }) => {
    const kind = checks[check]?.kind
    return {
      key: `${check}`,
      us,
      word: kind ? failureWords[kind] : checks[check]?.check === 'file.missing' ? text.missing : text.open,
      look: verdict === 'failed' ? 'failed' : 'open',
      chosen: check === chosen,
    }
  })
}

export const wordOf = (breaks: readonly StripBreak[]): string =>
  breaks.length === 1 ? (breaks[0]?.word ?? '') : text.breaks(breaks.length)

/** How many links of a chain hold, and whether a signed head ties them. */
export function heldOf({ chains, stretches }: Strip, chain: number) {
  const own = stretches.filter((one) => one.chain === chain)
  const sum = (state: Strip['stretches'][number]['state']): number =>
    own.reduce((all, one) => all + (one.state === state ? one.count : 0), 0)
  return { held: sum('proven') + sum('apart'), all: chains[chain]?.places ?? 0, tied: sum('proven') > 0 }
}
