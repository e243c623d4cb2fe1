import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { Button } from '../../kit/button.tsx'
import { ChainStrip, type StripStretch } from '../../kit/chain-strip.tsx'
import { LinkStrip, type StripLink } from '../../kit/link-strip.tsx'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { Segmented } from '../../kit/segmented.tsx'
import { timeTicks } from '../../kit/ticks.ts'
import { count } from '../../kit/values.ts'
import { chainText as text } from '../../text/chain.ts'
import { ChainLegend } from './chain-legend.tsx'
import { ChainTable } from './chain-table.tsx'
import { heldOf, type Link, marksOf, type Strip, wordOf } from './chain-view.ts'
import type { Check } from './check-nodes.ts'
import type { useChain } from './use-chain.ts'

interface Props {
  readonly strip: Strip
  readonly checks: readonly Check[]
  /** The check that was chosen, by its place; -1 for none. */
  readonly check: number
  readonly chain: ReturnType<typeof useChain>
  readonly onPick: (check: string) => void
}

const looks: Readonly<Record<Link['state'], StripLink['state']>> = {
  proven: 'proven',
  apart: 'apart',
  unproven: 'unproven',
  removed: 'missing',
  edited: 'broken',
  inserted: 'broken',
  reordered: 'broken',
  absent: 'absent',
}

const views = [
  { value: 'strip' as const, word: text.asStrip },
  { value: 'table' as const, word: text.asTable },
]

/** The first label of an axis is written in full: day and clock. */
const TICK_PX = 108

const fileName = (path: string): string => path.split('/').at(-1) ?? path

/** The chain as a strip that is zoomed and walked, the links around one place, and the same as a table. */
export function ChainDrawing(props: Props) {
  const { strip, checks, chain } = props
  const [as, setAs] = useKept<'strip' | 'table'>('integrity.chain', 'strip')
  const total = strip.chains.reduce((sum, { places }) => sum + places, 0)
  const held = heldOf(strip, chain.spot.chain)
  const kind = strip.chains[chain.spot.chain]?.kind ?? 'within'
  return (
    <section className="sec chain">
      <div className="row">
        <h3>{text.title}</h3>
        <span className="t3 sm ell">{text.note(kind, total)}</span>
        <span className="right">
          <ChainLegend strip={strip} />
        </span>
      </div>
      {as === 'strip' ? <Drawn {...props} /> : <ChainTable strip={strip} checks={checks} />}
      <div className="row reach">
        <span className="t3 nowrap">{text.reaches}</span>
        <span className="ell">{text.reach(fileName(strip.chains[chain.spot.chain]?.file ?? ''), held)}</span>
        <span className="right row" style={{ gap: 2 }}>
          {as === 'strip' && <ZoomButtons chain={chain} />}
          <Segmented tiny label={text.shownAs} value={as} options={views} onPick={setAs} />
        </span>
      </div>
    </section>
  )
}

function ZoomButtons({ chain: { hands, isWhole } }: Pick<Props, 'chain'>) {
  return (
    <>
      <Button
        small
        look="plain"
        aria-label={text.zoomOut}
        data-tip={text.zoomOut}
        disabled={isWhole}
        onClick={() => hands.onZoom(2)}
      >
        −
      </Button>
      <Button small look="plain" aria-label={text.zoomIn} data-tip={text.zoomIn} onClick={() => hands.onZoom(0.5)}>
        +
      </Button>
      <Button small look="plain" data-tip={text.wholeTip} disabled={isWhole} onClick={hands.onWhole}>
        {text.whole}
      </Button>
    </>
  )
}

const stretchesOf = ({ stretches }: Strip): readonly StripStretch[] =>
  stretches.map(({ fromUs, toUs, state }) => ({ from: fromUs, to: toUs, state }))

const nameOf = ({ entry, line, place }: Link): number => entry ?? line ?? place

function boxOf(link: Link, chosen: number | undefined, zone: string): StripLink {
  const us = link.time === undefined ? undefined : microsOf(link.time)
  const when = us === undefined ? '' : proseTime(us, zone)
  return {
    key: `${link.place}`,
    word: link.state === 'removed' || link.state === 'absent' ? text.missing : count(nameOf(link)),
    state: looks[link.state],
    tip: text.place(count(nameOf(link)), text.linkStates[link.state], when),
    chosen: link.place === chosen,
  }
}

/** The place looked at, for those who hear it. */
function placeText({ strip, chain: { spot, chosen } }: Pick<Props, 'strip' | 'chain'>, zone: string): string {
  const of = strip.chains[spot.chain]
  if (!of || !chosen) return ''
  const us = chosen.time === undefined ? undefined : microsOf(chosen.time)
  const what =
    of.kind === 'digests'
      ? text.digestOf(fileName(chosen.target ?? of.file))
      : text.lineOf(nameOf(chosen), fileName(of.file))
  return text.place(what, text.linkStates[chosen.state], us === undefined ? '' : proseTime(us, zone))
}

function Boxes({ chain: { links, goTo } }: Pick<Props, 'chain'>) {
  const { zone } = useCaseScreen()
  const boxes = (links?.links ?? []).map((link) => boxOf(link, links?.place, zone))
  return (
    <LinkStrip
      label={text.linksLabel(boxes[0]?.word ?? '', boxes.at(-1)?.word ?? '')}
      links={boxes}
      onPick={(key) => goTo(Number(key))}
    />
  )
}

function Drawn(props: Props) {
  const { strip, checks, check, chain, onPick } = props
  const { zone } = useCaseScreen()
  const { spot, focus, shown, hands } = chain
  return (
    <>
      <ChainStrip
        {...hands}
        label={text.label(strip.breaks.length, strip.silences.length)}
        shown={shown}
        stretches={stretchesOf(strip)}
        silences={strip.silences.map(({ fromUs, toUs }) => ({ from: fromUs, to: toUs }))}
        breaks={marksOf(strip, checks, check)}
        wordOf={wordOf}
        focus={focus}
        place={spot.place ?? 1}
        places={strip.chains[spot.chain]?.places ?? 1}
        placeText={placeText(props, zone)}
        ticksFor={(width) => timeTicks(shown, width, zone, TICK_PX)}
        onPick={onPick}
      />
      <Boxes chain={chain} />
    </>
  )
}
