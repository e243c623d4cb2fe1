/** A place of a strip that must be seen at every zoom. */
export interface StripBreak {
  readonly key: string
  readonly us: number
  readonly word: string
  /** failed: something contradicts. open: something needed is not there. */
  readonly look: 'failed' | 'open'
  readonly chosen: boolean
}

/** Breaks so near one another that they are drawn as one mark, which says how many they are. */
export interface StripMark {
  readonly x: number
  readonly width: number
  readonly breaks: readonly StripBreak[]
  /** Where the word stands; absent where there is no room for it. */
  readonly side?: 'left' | 'right'
}

const LEAST_PX = 3
/** Marks nearer than so many pixels could not be told apart. */
const APART_PX = 5
/** Mean width of a letter of the axis font. */
const LETTER_PX = 6
const GAP_PX = 9

interface Drawing {
  readonly xOf: (us: number) => number
  readonly width: number
  readonly wordOf: (breaks: readonly StripBreak[]) => string
}

/** The marks of breaks in a drawing, in order; those outside of it are left out, none within is lost. */
export function stripMarks(breaks: readonly StripBreak[], drawing: Drawing): readonly StripMark[] {
  return withWords(gathered(breaks, drawing), drawing)
}

function gathered(breaks: readonly StripBreak[], { xOf, width }: Drawing): StripMark[] {
  const marks: StripMark[] = []
  for (const one of breaks.toSorted((a, b) => a.us - b.us)) {
    const at = xOf(one.us)
    if (at < 0 || at > width) continue
    const x = Math.min(Math.round(at), Math.max(0, width - LEAST_PX))
    const last = marks.at(-1)
    if (last && x < last.x + last.width - LEAST_PX + APART_PX)
      marks[marks.length - 1] = { x: last.x, width: x - last.x + LEAST_PX, breaks: [...last.breaks, one] }
    else marks.push({ x, width: LEAST_PX, breaks: [one] })
  }
  return marks
}

/** Words stand right of their mark, else left, where they meet neither another mark nor its word; a chosen one is placed first. */
function withWords(marks: readonly StripMark[], { width, wordOf }: Drawing): readonly StripMark[] {
  const taken: (readonly [number, number])[] = []
  const isFree = (from: number, to: number, own: StripMark): boolean =>
    from >= 0 &&
    to <= width &&
    taken.every(([a, b]) => to < a || from > b) &&
    marks.every((mark) => mark === own || to < mark.x || from > mark.x + mark.width)
  const sideOf = (mark: StripMark): 'left' | 'right' | undefined => {
    const room = wordOf(mark.breaks).length * LETTER_PX
    const right = [mark.x + mark.width + GAP_PX, mark.x + mark.width + GAP_PX + room] as const
    const left = [mark.x - GAP_PX - room, mark.x - GAP_PX] as const
    const side = isFree(...right, mark) ? 'right' : isFree(...left, mark) ? 'left' : undefined
    if (side) taken.push(side === 'right' ? right : left)
    return side
  }
  const isChosen = (mark: StripMark): boolean => mark.breaks.some(({ chosen }) => chosen)
  const order = [...marks.filter(isChosen), ...marks.filter((mark) => !isChosen(mark))]
  const sides = new Map(order.map((mark) => [mark, sideOf(mark)]))
  return marks.map((mark) => {
    const side = sides.get(mark)
    return side ? { ...mark, side } : mark
  })
}
