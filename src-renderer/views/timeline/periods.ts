/** Lengths of time back from the last record of the case. */
export const periods = ['1h', '6h', '1d', '7d', '30d', '90d'] as const
export type Period = (typeof periods)[number] | 'all' | 'custom'

/** What the timeline asks: a query, a period or two ends, and a brush within them, all in microseconds. */
export interface TimelineState {
  readonly where: string
  readonly period: Period
  readonly from: number | undefined
  readonly to: number | undefined
  readonly brush: { readonly from: number; readonly to: number } | undefined
  readonly order: 'time' | '-time'
}

export const atFirst: TimelineState = {
  where: '',
  period: 'all',
  from: undefined,
  to: undefined,
  brush: undefined,
  order: 'time',
}

const iso = (us: number): string => {
  const ms = Math.floor(us / 1000)
  const below = String(us - ms * 1000).padStart(3, '0')
  return new Date(ms).toISOString().replace('Z', `${below === '000' ? '' : below}Z`)
}

type Ends = { readonly from?: string; readonly to?: string }

/** The ends of the whole picture, as the engine takes them. */
export function periodEnds({ period, from, to }: TimelineState): Ends {
  if (period === 'all') return {}
  if (period !== 'custom') return { from: period }
  return { ...(from !== undefined && { from: iso(from) }), ...(to !== undefined && { to: iso(to) }) }
}

/** The ends of what the grid shows: the brush where there is one. */
export const shownEnds = (state: TimelineState): Ends =>
  state.brush ? { from: iso(state.brush.from), to: iso(state.brush.to) } : periodEnds(state)
