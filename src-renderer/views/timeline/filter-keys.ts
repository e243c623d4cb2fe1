/** Where the field stands when a key comes. */
export interface Standing {
  readonly draft: string
  readonly caret: number
  readonly open: boolean
  readonly chips: number
  readonly chosen: number | undefined
  readonly choices: number
}

export type FilterAct =
  | 'take'
  | 'apply'
  | 'close'
  | 'leave'
  | 'down'
  | 'up'
  | 'last'
  | 'before'
  | 'after'
  | 'remove'
  | 'turn'
  | 'edit'

const onChip: Readonly<Record<string, FilterAct>> = {
  Backspace: 'remove',
  Delete: 'remove',
  Enter: 'edit',
  ArrowLeft: 'before',
  ArrowRight: 'after',
  '!': 'turn',
}
const onList: Readonly<Record<string, FilterAct>> = { ArrowDown: 'down', ArrowUp: 'up', Escape: 'close' }
const always: Readonly<Record<string, FilterAct>> = { Enter: 'apply', Escape: 'leave' }

const atStart = ({ draft, caret, chips }: Standing): boolean => chips > 0 && draft === '' && caret === 0

function listAct(key: string, { draft }: Standing): FilterAct | undefined {
  return key === 'Tab' && draft !== '' ? 'take' : onList[key]
}

/** What a key means where the field stands; undefined where it is the input's own. */
export function filterAct(key: string, standing: Standing): FilterAct | undefined {
  const ofChip = standing.chosen === undefined ? undefined : onChip[key]
  const ofList = standing.open && standing.choices > 0 ? listAct(key, standing) : undefined
  const toChips = (key === 'ArrowLeft' || key === 'Backspace') && atStart(standing) ? 'last' : always[key]
  return ofChip ?? ofList ?? toChips
}
