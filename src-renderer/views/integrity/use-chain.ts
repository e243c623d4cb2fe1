import { useCallback, useEffect, useMemo, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { useLatest } from '../../engine/use-latest.ts'
import { panned, zoomed } from '../../kit/brush.ts'
import type { Reach } from '../../kit/chain-strip.tsx'
import type { StripHands } from '../../kit/use-strip-hands.ts'
import { following, isDeep, reachOf, type Spot, spotAt, stepped, type Strip, wholeOf } from './chain-view.ts'

const onChecks = ['checks', 'records', 'trust'] as const

interface Asked {
  readonly bundle: number
  readonly strip: Strip
  /** Where to stand at first. */
  readonly own: Spot | undefined
  /** Leads to the finding of a place, where it has one. */
  readonly onBreak: (chain: number, place: number) => boolean
}

/** The links around a spot; while they are asked for, those before stay. */
function useLinks({ bundle, strip }: Asked, { chain, place, atUs }: Spot) {
  const file = strip.chains[chain]?.file ?? ''
  const ask = useMemo(
    () => ({ bundle, file, ...(atUs === undefined ? { place: place ?? 1 } : { atUs }) }),
    [bundle, file, place, atUs],
  )
  return useLatest(useAnswer('verify.links', ask, onChecks))
}

/** What is shown of the strip: kept while the case is open, following what is looked at. */
function useShown({ bundle, strip, own }: Asked, focus: ReturnType<typeof reachOf>) {
  const whole = useMemo(() => wholeOf(strip), [strip])
  const [kept, keep] = useKept<Reach | undefined>(`integrity.shown.${bundle}`, undefined)
  const shown = kept ?? whole
  const first = strip.breaks.find((one) => one.chain === own?.chain && one.place === own.place)?.us
  const centre = focus?.at ?? first
  useEffect(() => {
    if (centre !== undefined) keep((old) => old && following(old, centre, whole))
  }, [centre, whole, keep])
  const onZoom = useCallback(
    (factor: number, at?: number) =>
      keep((old = whole) => {
        if (factor < 1 && isDeep(old)) return old
        const middle = ((centre ?? old.from) - old.from) / (old.to - old.from)
        return zoomed(old, factor, at ?? Math.min(1, Math.max(0, middle)), whole)
      }),
    [keep, whole, centre],
  )
  const onPan = useCallback((part: number) => keep((old = whole) => panned(old, part, whole)), [keep, whole])
  const onWhole = useCallback(() => keep(undefined), [keep])
  return { shown, isWhole: kept === undefined, onZoom, onPan, onWhole }
}

/** Where one stands in the chains of a bundle, what is shown of them, and what hands do to it. */
export function useChain(asked: Asked) {
  const { strip, own, onBreak } = asked
  const { go } = useCaseScreen()
  const [moved, move] = useState<Spot>()
  const spot = moved ?? own ?? { chain: 0, place: 1 }
  const links = useLinks(asked, spot)
  const focus = useMemo(() => links && reachOf(links), [links])
  const { shown, isWhole, ...views } = useShown(asked, focus)
  const here: Spot = { chain: spot.chain, place: spot.atUs === undefined ? (spot.place ?? 1) : (links?.place ?? 1) }
  const chosen = links?.links.find(({ place }) => place === links.place)
  const hands: StripHands = {
    ...views,
    onStep: (by) => move(stepped(strip.chains, here, by)),
    onEnd: (end) => move({ chain: here.chain, place: end === 'first' ? 1 : (strip.chains[here.chain]?.places ?? 1) }),
    onPress: (part, picked) => {
      if (!picked) move(spotAt(strip, Math.round(shown.from + part * (shown.to - shown.from))))
    },
    onOpen: () => {
      if (onBreak(here.chain, here.place ?? 1) || chosen?.record === undefined) return
      go({ view: 'timeline', where: '', record: chosen.record })
    },
  }
  return {
    spot: here,
    links,
    chosen,
    focus,
    shown,
    isWhole,
    hands,
    goTo: (place: number) => move({ chain: here.chain, place }),
  }
}
