import './custody.css'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { View } from '../../app/view.tsx'
import { ask } from '../../engine/bridge.ts'
import { PAGE, usePages } from '../../engine/use-pages.ts'
import { useRound } from '../../engine/use-round.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { Grid } from '../../kit/grid.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { dateText, momentOf } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { TimeText } from '../../kit/time-text.tsx'
import { count } from '../../kit/values.ts'
import { VerdictMark } from '../../kit/verdict-mark.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { custodyText as text } from '../../text/custody.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import { subjectOf } from './subject.ts'

type Page = Answer<'custody.page'>
export type Entry = Page['entries'][number]

const onCustody = ['custody'] as const
const names = text.columns

const columns: readonly GridColumn<Entry>[] = [
  { id: 'no', head: names.no, track: '64px', right: true, cell: ({ seq }) => <span className="t3">{count(seq)}</span> },
  {
    id: 'time',
    head: names.time,
    track: '196px',
    cell: ({ time }) => {
      const moment = momentOf(time)
      return moment ? (
        <span>
          {dateText(moment.us, 'UTC')} <TimeText moment={moment} zone="UTC" />
        </span>
      ) : (
        time
      )
    },
  },
  {
    id: 'who',
    head: names.who,
    track: 'minmax(96px, 0.5fr)',
    cell: ({ actor }) => (
      <span className="ell t2" data-tip={actor}>
        <PlainText text={actor} />
      </span>
    ),
  },
  { id: 'act', head: names.act, track: '170px', cell: ({ event }) => <span className="med ell">{event}</span> },
  {
    id: 'subject',
    head: names.subject,
    track: 'minmax(160px, 1.4fr)',
    cell: ({ detail }) => (
      <span className="ell" data-tip={subjectOf(detail)}>
        <PlainText text={subjectOf(detail)} />
      </span>
    ),
  },
  { id: 'hash', head: names.hash, track: '126px', cell: ({ hash }) => <HashText hash={hash} /> },
]

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
  return { first, fault, rowAt: newest, need: needNewest }
}

/** One function a question; a grown chain is another question, so `round` is part of it. */
function fetchOf(filter: string, _round: number) {
  return async (offset: number) => {
    const reply = await ask('custody.page', { text: filter, offset, limit: PAGE })
    return reply.ok ? { ok: true as const, data: { ...reply.data, rows: reply.data.entries } } : reply
  }
}

function Proof({ page }: { readonly page: Page | undefined }) {
  if (!page) return null
  const { verdict, problems, total } = page
  const word = verdict === 'verified' ? text.proven(total) : text.broken(problems.length, total)
  return (
    <>
      <VerdictMark mark={verdict} word={word} />
      <span className="t2 ell">{text.reverified}</span>
    </>
  )
}

/** Every act on the case, each tied to the one before it, recomputed while it is read. */
export function CustodyView() {
  const { rowPx } = useCaseScreen()
  const [filter, setFilter] = useState('')
  const [cursor, setCursor] = useState<number>()
  const pages = useChain(useDeferredValue(filter))
  const page = pages.first
  const waiting = useCallback((rank: number) => count(rank + 1), [])
  const chosen = cursor === undefined ? pages.rowAt(0) : pages.rowAt(cursor)
  const broken = new Set(page?.problems.map(({ seq }) => seq))
  return (
    <View name={text.title}>
      <div className="viewhead">
        <h1>{text.title}</h1>
        <Proof page={page} />
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
      {pages.fault && <FaultPane fault={pages.fault} />}
      {!page && !pages.fault && <WaitingPane label={text.waiting} lines={10} />}
      {page && page.problems.length > 0 && (
        <section className="note failed custody-problems" aria-label={text.problems}>
          <ul>
            {page.problems.slice(0, 20).map(({ seq, message }) => (
              <li key={`${seq} ${message}`}>{text.problem(seq, message)}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="split">
        {page?.matching === 0 ? (
          <EmptyPane
            title={text.none(filter, page.total)}
            actions={<Button onClick={() => setFilter('')}>{text.clear}</Button>}
          />
        ) : (
          <div className="pane">
            <Grid
              label={text.grid}
              question={filter}
              columns={columns}
              rowCount={page?.matching ?? 0}
              rowPx={rowPx}
              rowAt={pages.rowAt}
              onRange={pages.need}
              cursor={cursor}
              onCursor={setCursor}
              onOpen={setCursor}
              waiting={waiting}
              autoFocus
            />
            <p className="t3 sm custody-note">{text.fixed}</p>
          </div>
        )}
        {chosen && <EntryDrawer entry={chosen} broken={broken.has(chosen.seq)} onClose={() => setCursor(undefined)} />}
      </div>
    </View>
  )
}
