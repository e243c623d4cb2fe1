import { useCaseScreen } from '../../app/case-screen.ts'
import { SystemName } from '../../app/system-name.tsx'
import type { JobProgress } from '../../engine/jobs.ts'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { Progress } from '../../kit/progress.tsx'
import { bytes, count } from '../../kit/values.ts'
import { importText as text } from '../../text/import.ts'
import type { Recognised, useImports, Waiting } from './use-imports.ts'

interface Props {
  readonly imports: ReturnType<typeof useImports>
  readonly selected: string | undefined
  readonly onSelect: (key: string) => void
}

interface Line {
  readonly key: string
  readonly name: string
  readonly format: string | undefined
  readonly title: string | undefined
  readonly confidence: number | undefined
  readonly size: number | undefined
  readonly state: React.ReactNode
  readonly records: number | undefined
  readonly rejected: number | undefined
  readonly remove: (() => void) | undefined
}

function Idle({ found }: Pick<Waiting, 'found'>) {
  if (found === undefined) return <span className="t3">{text.recognising}</span>
  if (!found.refused)
    return (
      <span className="t3">
        {[text.waiting, found.refusedFiles.length > 0 && text.notRecognisedFiles(found.refusedFiles.length)]
          .filter(Boolean)
          .join(', ')}
      </span>
    )
  return (
    <span className="strong" data-tip={found.refused.message}>
      {text.refused}
    </span>
  )
}

function Busy({ progress }: { readonly progress: JobProgress | undefined }) {
  const done = progress && progress.total > 0 ? progress.done / progress.total : undefined
  return (
    <span className="row">
      <Progress label={text.running} done={done} width={108} />{' '}
      {done === undefined ? text.running : `${Math.floor(done * 100)} %`}
    </span>
  )
}

/** An import of which no line could be read is no success. */
function Held({ nothing }: { readonly nothing: boolean }) {
  if (nothing) return <span className="strong">{text.nothingRead}</span>
  return (
    <span className="row" style={{ gap: 6 }}>
      <Icon name="tick" size={12} /> {text.imported}
    </span>
  )
}

const titleOf = ({ title, format }: Recognised): string => title ?? format ?? text.notRecognised

/** Of what was refused as a whole nothing was measured. */
const sizeOf = ({ refused, sizeBytes }: Recognised): number | undefined =>
  refused && sizeBytes === 0 ? undefined : sizeBytes

function waitingLine({ place, name, found }: Waiting, { running, busy, drop }: Props['imports']): Line {
  return {
    key: place,
    name,
    format: found?.format,
    title: found && titleOf(found),
    confidence: found?.format === undefined ? undefined : found.confidence,
    size: found && sizeOf(found),
    state: busy ? <Busy progress={running?.progress} /> : <Idle found={found} />,
    records: undefined,
    rejected: undefined,
    remove: busy ? undefined : () => drop(place),
  }
}

const columns: readonly ListColumn<Line>[] = [
  {
    id: 'input',
    head: text.columns.input,
    width: '26%',
    cell: ({ name }) => (
      <span className="med" data-tip={name}>
        <PlainText text={name} />
      </span>
    ),
  },
  {
    id: 'format',
    head: text.columns.format,
    width: '20%',
    cell: ({ format, title }) =>
      format ? <SystemName format={format}>{title}</SystemName> : <span className="t3">{title ?? '–'}</span>,
  },
  {
    id: 'confidence',
    head: text.columns.confidence,
    width: '92px',
    cell: ({ confidence }) => (
      <span className="t2">{confidence === undefined ? '–' : `${Math.floor(confidence * 100)} %`}</span>
    ),
  },
  {
    id: 'size',
    head: text.columns.size,
    width: '86px',
    right: true,
    cell: ({ size }) => <span className="t2">{size === undefined ? '–' : bytes(size)}</span>,
  },
  { id: 'state', head: text.columns.state, width: '200px', whole: true, cell: ({ state }) => state },
  {
    id: 'records',
    head: text.columns.records,
    width: '100px',
    right: true,
    cell: ({ records }) => (records === undefined ? '–' : count(records)),
  },
  {
    id: 'rejected',
    head: text.columns.rejected,
    width: '92px',
    right: true,
    cell: ({ rejected }) => (rejected === undefined ? '–' : count(rejected)),
  },
  {
    id: 'act',
    head: <span className="visually-hidden">{text.columns.act}</span>,
    cell: ({ name, remove }) =>
      remove && (
        <Button
          look="plain"
          small
          icon="close"
          aria-label={text.remove(name)}
          className="right"
          onClick={(event) => {
            event.stopPropagation()
            remove()
          }}
        />
      ),
  },
]

/** What was chosen, and below it what the case holds. */
export function InputTable({ imports, selected, onSelect }: Props) {
  const { overview } = useCaseScreen()
  const held = overview?.bundles ?? []
  const lines: readonly Line[] = [
    ...imports.waiting.map((one) => waitingLine(one, imports)),
    ...held.map(({ id, name, format, title, records, rejected }) => ({
      key: `b${id}`,
      name,
      format,
      title,
      confidence: undefined,
      size: undefined,
      state: <Held nothing={records === 0 && rejected > 0} />,
      records,
      rejected,
      remove: undefined,
    })),
  ]
  if (lines.length === 0) return null
  const chosen = selected ?? lines[0]?.key
  return (
    <div className="inputs scroll">
      <ListTable
        caption={text.table}
        leastPx={860}
        columns={columns}
        rows={lines}
        keyOf={({ key }) => key}
        selected={chosen}
        onSelect={({ key }) => onSelect(key)}
      />
    </div>
  )
}
