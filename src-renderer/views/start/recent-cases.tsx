import { useCallback, useEffect, useState } from 'react'
import type { Reply } from '../../../src-main/contract/fault.ts'
import type { ShellAnswer } from '../../../src-main/contract/shell-calls.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import type { CaseFile } from '../../app/use-case-file.ts'
import { askShell } from '../../engine/bridge.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { dateText } from '../../kit/moment.ts'
import { TextField } from '../../kit/text-field.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { startText as text } from '../../text/start.ts'
import { common } from '../../text/words.ts'

type Recents = ShellAnswer<'shell.recent'>
type Recent = Recents['cases'][number]

const columns = (forget: (recent: Recent) => void): readonly ListColumn<Recent>[] => [
  {
    id: 'name',
    head: text.recentCase,
    width: '32%',
    cell: ({ name }) => <span className="med">{name.replace(/\.proofline$/u, '')}</span>,
  },
  { id: 'title', head: text.recentTitle, cell: ({ title }) => title ?? '–' },
  { id: 'when', head: text.recentOpened, width: '110px', cell: ({ when }) => dateText(when * 1000, 'UTC') },
  { id: 'where', head: text.recentFolder, width: '26%', cell: ({ where }) => <span className="t2">{where}</span> },
  {
    id: 'forget',
    head: <span className="visually-hidden">{common.remove}</span>,
    width: '48px',
    cell: (recent) => (
      <Button
        look="plain"
        small
        icon="close"
        aria-label={text.forget(recent.name)}
        onClick={(event) => {
          event.stopPropagation()
          forget(recent)
        }}
      />
    ),
  },
]

function useRecent() {
  const [reply, setReply] = useState<Reply<Recents>>()
  const load = useCallback(() => void askShell('shell.recent', {}).then(setReply), [])
  useEffect(load, [load])
  return { reply, setReply, load }
}

/** Cases opened before, newest first. One whose file is gone says so when it is opened. */
export function RecentCases({ file }: { readonly file: CaseFile }) {
  const { reply, setReply, load } = useRecent()
  const [filter, setFilter] = useState('')
  const [selected, select] = useState<string>()
  if (!reply) return <WaitingPane label={common.reading} />
  if (!reply.ok) return <FaultPane fault={reply} onRetry={load} />
  const { cases } = reply.data
  if (cases.length === 0) return <EmptyPane title={text.noRecent}>{text.noRecentMore}</EmptyPane>
  const wanted = filter.toLowerCase()
  const shown = cases.filter(({ name, title = '', where }) =>
    `${name} ${title} ${where}`.toLowerCase().includes(wanted),
  )
  const open = async (recent: Recent): Promise<void> => {
    const place = await askShell('shell.openRecent', { recent: recent.recent })
    if (place.ok) await file.open(place.data)
    else setReply(place)
  }
  const forget = (recent: Recent): void => void askShell('shell.forget', { recent: recent.recent }).then(load)
  return (
    <section aria-label={text.recent}>
      <div className="recent-head">
        <h2>{text.recent}</h2>
        <TextField
          label={text.filter}
          quiet
          icon="search"
          placeholder={text.filter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyPane title={text.noMatch(filter)} />
      ) : (
        <ListTable
          caption={text.recent}
          columns={columns(forget)}
          rows={shown}
          keyOf={({ recent }) => recent}
          selected={selected}
          onSelect={({ recent }) => select(recent)}
          onOpen={(recent) => void open(recent)}
        />
      )}
    </section>
  )
}
