import { useCallback, useMemo, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { Grid } from '../../kit/grid.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { count } from '../../kit/values.ts'
import { compareText as text, differenceWords } from '../../text/compare.ts'
import { differenceColumns } from './difference-columns.tsx'
import type { Comparison, Difference } from './shapes.ts'

type Kind = Difference['difference']
type Shown = Kind | 'all'

const countOf = ({ counts }: Comparison): Readonly<Record<Kind, number>> => ({
  'only-first': counts.onlyFirst,
  'only-second': counts.onlySecond,
  changed: counts.changed,
  hashed: counts.hashed,
  bytes: counts.bytes,
})

/** One choice for each kind that there is, and the three that matter always. */
function optionsOf(compared: Comparison): { readonly value: Shown; readonly word: string }[] {
  const counts = countOf(compared)
  const kinds: readonly Kind[] = ['only-first', 'only-second', 'changed', 'hashed', 'bytes']
  const shown = kinds.filter((kind, at) => at < 3 || counts[kind] > 0)
  const all = kinds.reduce((sum, kind) => sum + counts[kind], 0)
  return [
    { value: 'all', word: text.tab(text.all, all) },
    ...shown.map((kind) => ({ value: kind, word: text.tab(differenceWords[kind], counts[kind]) })),
  ]
}

function more(compared: Comparison, shown: Shown, listed: number): number {
  const counts = countOf(compared)
  const all = shown === 'all' ? Object.values(counts).reduce((sum, n) => sum + n, 0) : counts[shown]
  return all - listed
}

const timeOf = ({ first, second }: Difference): number => (first ?? second)?.timeUs ?? 0
const nothing = (): void => undefined
const waiting = (rank: number): string => count(rank + 1)

/** The differences by time, of one kind or all; a row opens its record. */
export function DifferenceGrid({ compared }: { readonly compared: Comparison }) {
  const { rowPx, zone, go } = useCaseScreen()
  const [shown, show] = useState<Shown>('all')
  const [cursor, setCursor] = useState<number>()
  const columns = useMemo(() => differenceColumns(zone), [zone])
  const rows = useMemo(() => {
    const those = compared.differences.filter(({ difference }) => shown === 'all' || difference === shown)
    return those.toSorted((a, b) => timeOf(a) - timeOf(b))
  }, [compared, shown])
  const rowAt = useCallback((rank: number): Difference | undefined => rows[rank], [rows])
  const open = (rank: number): void => {
    const { first, second } = rows[rank] ?? {}
    const record = (first ?? second)?.id
    if (record !== undefined) go({ view: 'timeline', where: '', record })
  }
  const left = more(compared, shown, rows.length)
  return (
    <>
      <div className="compare-tabs">
        <Segmented label={text.show} value={shown} options={optionsOf(compared)} onPick={show} />
        <span className="t3 sm ell">{text.openHint}</span>
      </div>
      {rows.length === 0 ? (
        <EmptyPane title={text.none} />
      ) : (
        <Grid
          label={text.grid}
          question={shown}
          columns={columns}
          rowCount={rows.length}
          rowPx={rowPx}
          rowAt={rowAt}
          onRange={nothing}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={open}
          waiting={waiting}
        />
      )}
      {left > 0 && <p className="t3 sm compare-more">{text.more(left)}</p>}
    </>
  )
}
