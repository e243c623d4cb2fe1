import { useId, useRef } from 'react'
import { Hatch } from './hatch.tsx'
import { type StripBreak, type StripMark, stripMarks } from './strip-marks.ts'
import type { Tick } from './ticks.ts'
import { TimeAxis } from './time-axis.tsx'
import { type StripHands, useStripHands } from './use-strip-hands.ts'
import { useWidth } from './use-width.ts'

/** Ends in microseconds. */
export interface Reach {
  readonly from: number
  readonly to: number
}

export interface StripStretch extends Reach {
  readonly state: keyof typeof looks
}

interface Props extends StripHands {
  readonly label: string
  readonly shown: Reach
  readonly stretches: readonly StripStretch[]
  /** Times in which nothing was written, though what stands on both sides holds. */
  readonly silences: readonly Reach[]
  readonly breaks: readonly StripBreak[]
  readonly wordOf: (breaks: readonly StripBreak[]) => string
  /** What is looked at more closely, and as a place of so many. */
  readonly focus: (Reach & { readonly at: number }) | undefined
  readonly place: number
  readonly places: number
  readonly placeText: string
  readonly ticksFor: (widthPx: number) => readonly Tick[]
  readonly onPick: (key: string) => void
}

const TOP = 18
const HEIGHT = 16
const AXIS = 20
const TAIL = 10

const looks = {
  proven: { fill: 'var(--verified-fill)' },
  apart: { fill: 'var(--verified-tint)', stroke: 'var(--verified)' },
  unproven: { fill: 'var(--bg-pane)', stroke: 'var(--unverifiable)', strokeDasharray: '3 2' },
  broken: { fill: 'var(--failed-tint)', stroke: 'var(--failed)' },
} as const

const inks = { failed: 'var(--failed)', open: 'var(--unverifiable)' } as const

/** A chain along time: what is proven is filled, what is not is outlined, where nothing is known is hatched; breaks overshoot it. */
export function ChainStrip(props: Props) {
  const { label, shown, stretches, silences, focus, place, places, placeText, ticksFor } = props
  const box = useRef<SVGSVGElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const hatch = useId()
  const xOf = (us: number): number => ((us - shown.from) / Math.max(1, shown.to - shown.from)) * width
  const marks = stripMarks(props.breaks, { xOf, width, wordOf: props.wordOf })
  const hands = useStripHands(box, {
    ...props,
    width,
    onPress: (x) => props.onPress(x / Math.max(1, width), pickedAt(marks, x, props)),
  })
  return (
    <div ref={frame}>
      <svg
        ref={box}
        className="strip"
        width={width}
        height={TOP + HEIGHT + AXIS + TAIL}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, places)}
        aria-valuenow={place}
        aria-valuetext={placeText}
        {...hands}
      >
        <Hatch id={hatch} />
        <rect x={0} y={TOP} width={width} height={HEIGHT} fill={`url(#${hatch})`} />
        {stretches.map((stretch) => (
          <Stretch key={`${stretch.from} ${stretch.to} ${stretch.state}`} stretch={stretch} xOf={xOf} width={width} />
        ))}
        {silences.map(({ from, to }) => (
          <Silence key={from} x={xOf(from)} end={xOf(to)} hatch={hatch} />
        ))}
        {width > 0 && <TimeAxis ticks={ticksFor(width)} xOf={xOf} y={TOP + HEIGHT + 4} width={width} />}
        {marks.map((mark) => (
          <Mark key={mark.x} mark={mark} word={props.wordOf(mark.breaks)} />
        ))}
        {focus && <Focus x={xOf(focus.from)} end={xOf(focus.to)} at={xOf(focus.at)} width={width} />}
      </svg>
    </div>
  )
}

/** A break under the pointer is chosen; a mark of several leads to the next of them. */
function pickedAt(marks: readonly StripMark[], x: number, { onPick }: Props): boolean {
  const mark = marks.find((one) => x >= one.x - 4 && x <= one.x + one.width + 4)
  if (!mark) return false
  const at = mark.breaks.findIndex(({ chosen }) => chosen)
  const next = mark.breaks[(at + 1) % mark.breaks.length]
  if (next) onPick(next.key)
  return true
}

interface StretchProps {
  readonly stretch: StripStretch
  readonly xOf: (us: number) => number
  readonly width: number
}

function Stretch({ stretch: { from, to, state }, xOf, width }: StretchProps) {
  const [x, end] = [Math.max(-2, xOf(from)), Math.min(width + 2, xOf(to))]
  if (end < 0 || x > width) return null
  const look = looks[state]
  const inset = 'stroke' in look ? 0.5 : 0
  return (
    <rect
      x={x + inset}
      y={TOP + inset}
      width={Math.max(1, end - x - 2 * inset)}
      height={HEIGHT - 2 * inset}
      {...look}
    />
  )
}

function Silence({ x, end, hatch }: { readonly x: number; readonly end: number; readonly hatch: string }) {
  const at = { x, y: TOP, width: Math.max(1, end - x), height: HEIGHT }
  return (
    <>
      <rect {...at} fill="var(--bg-pane)" />
      <rect {...at} fill={`url(#${hatch})`} />
    </>
  )
}

function Mark({ mark: { x, width, breaks, side }, word }: { readonly mark: StripMark; readonly word: string }) {
  const ink = inks[breaks.some(({ look }) => look === 'failed') ? 'failed' : 'open']
  return (
    <g style={{ cursor: 'pointer' }}>
      <rect x={x - 2} y={TOP - 1} width={width + 4} height={HEIGHT + 2} fill="var(--bg-pane)" />
      <rect x={x} y={TOP - 5} width={width} height={HEIGHT + 10} fill={ink} />
      {side && (
        <text
          className="axis d"
          style={{ fill: ink }}
          x={side === 'right' ? x + width + 7 : x - 7}
          y={TOP - 6}
          textAnchor={side === 'right' ? 'start' : 'end'}
        >
          {word}
        </text>
      )}
    </g>
  )
}

const LEAST_FOCUS_PX = 12

/** What the links below show, and the line that leads down to them. */
interface FocusProps {
  readonly x: number
  readonly end: number
  readonly at: number
  readonly width: number
}

function Focus({ x, end, at, width }: FocusProps) {
  const wide = Math.max(LEAST_FOCUS_PX, end - x + 4)
  const centre = (x + end) / 2
  if (centre < -1 || centre > width + 1) return null
  const low = TOP + HEIGHT + AXIS + TAIL - 5.5
  return (
    <g fill="none" stroke="var(--accent)">
      {wide < width && <rect x={centre - wide / 2} y={TOP - 7.5} width={wide} height={HEIGHT + 15} strokeWidth="1.5" />}
      <path
        d={`M${Math.min(width, Math.max(0, at))} ${TOP + HEIGHT + 7.5}V${low}M.5 ${low + 5}v-5H${width - 0.5}v5`}
        strokeOpacity=".55"
      />
    </g>
  )
}
