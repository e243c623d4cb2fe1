import './custody.css'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { View } from '../../app/view.tsx'
import { ask } from '../../engine/bridge.ts'
import { PAGE, usePages } from '../../engine/use-pages.ts'
import { useRound } from '../../engine/use-round.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { Grid } from '../../kit/grid.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { count } from '../../kit/values.ts'
import { VerdictMark } from '../../kit/verdict-mark.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { custodyText as text } from '../../text/custody.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import { entryColumns } from './entry-columns.tsx'
import type { CustodyPage, Entry } from './shapes.ts'

const onCustody = ['custody'] as const

/** One function a question; a grown chain is another question, so `round` is part of it. */
function fetchOf(filter: string, round: number) {
  const fetch = async (offset: number) => {
    const reply = await ask('custody.page', { text: filter, offset, limit: PAGE })
    return reply.ok ? { ok: true as const, data: { ...reply.data, rows: reply.data.entries } } : reply
  }
  return Object.assign(fetch, { round })
}

/** Entries by rank, the newest first: the engine keeps them in the order of the chain. */
function useChain(filter: string) {
  const round = useRound(onCustody)
  const fetch = useMemo(() => fetchOf(filter, round), [filter, round])
  const { first, fault, rowAt, need } = usePages(fetch)
  const matching = first?.matching ?? 0
  const newest = useCallback((rank: number): Entry | undefined => rowAt(matching - 1 - rank), [rowAt, matching])
  const needNewest = useCallback(
    (from: number, to: number) => need(Math.max(0, matching - to), matching - from),
    [need, matching],
  )
  return { page: first, fault, rowAt: newest, need: needNewest }
}

type Chain = ReturnType<typeof useChain>

function Proof({ page }: { readonly page: CustodyPage }) {
  const { verdict, problems, total } = page
  const word = verdict === 'verified' ? text.proven(total) : text.broken(problems.length, total)
  return (
    <>
      <VerdictMark mark={verdict} word={word} />
      <span className="t2 ell">{text.reverified}</span>
    </>
  )
}

function Problems({ page }: { readonly page: CustodyPage }) {
  if (page.problems.length === 0) return null
  return (
    <section className="note failed custody-problems" aria-label={text.problems}>
      <ul>
        {page.problems.slice(0, 20).map(({ seq, message }) => (
          <li key={`${seq} ${message}`}>{text.problem(seq, message)}</li>
        ))}
      </ul>
    </section>
  )
}

const waiting = (rank: number): string => count(rank + 1)

function Entries({
  chain,
  page,
  filter,
  onClear,
}: {
  readonly chain: Chain
  readonly page: CustodyPage
  readonly filter: string
  readonly onClear: () => void
}) {
  const { rowPx, narrow } = useCaseScreen()
  const [cursor, setCursor] = useState<number>()
  // beside the chain the newest entry stands open; where it would lie over the chain, only what was asked for
  const chosen = cursor === undefined && narrow ? undefined : chain.rowAt(cursor ?? 0)
  const clear = <Button onClick={onClear}>{text.clear}</Button>
  if (page.matching === 0) return <EmptyPane title={text.none(filter, page.total)} actions={clear} />
  return (
    <div className="split">
      <div className="pane">
        <Grid
          label={text.grid}
          question={filter}
          columns={entryColumns}
          rowCount={page.matching}
          rowPx={rowPx}
          rowAt={chain.rowAt}
          onRange={chain.need}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={setCursor}
          waiting={waiting}
        />
        <p className="t3 sm custody-note">{text.fixed}</p>
      </div>
      {chosen && (
        <EntryDrawer
          entry={chosen}
          broken={page.problems.some(({ seq }) => seq === chosen.seq)}
          onClose={() => setCursor(undefined)}
        />
      )}
    </div>
  )
}

/** Every act on the case, each tied to the one before it, recomputed while it is read. */
export function CustodyView() {
  const [filter, setFilter] = useState('')
  const chain = useChain(useDeferredValue(filter))
  const { page, fault } = chain
  return (
    <View name={text.title}>
      <div className="viewhead">
        <h1>{text.title}</h1>
        {page && <Proof page={page} />}
        <span className="right">
          <TextField
            label={text.filter}
            quiet
            icon="search"
            placeholder={text.filter}
            style={{ width: 220 }}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        </span>
      </div>
      {fault && <FaultPane fault={fault} />}
      {!page && !fault && <WaitingPane label={text.waiting} lines={10} />}
      {page && <Problems page={page} />}
      {page && <Entries chain={chain} page={page} filter={filter} onClear={() => setFilter('')} />}
    </View>
  )
}
