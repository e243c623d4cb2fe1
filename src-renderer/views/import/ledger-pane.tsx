import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { Icon } from '../../kit/icon.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PathText } from '../../kit/path-text.tsx'
import { count } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { importText as text } from '../../text/import.ts'
import { common } from '../../text/words.ts'
import { RejectionList } from './rejection-list.tsx'

type Ledger = Answer<'bundle.ledger'>
type File = Ledger['files'][number]

const onRecords = ['records'] as const
const names = text.ledgerColumns
const counted = ['lines', 'records', 'paired', 'duplicates', 'rejected'] as const
const sign = (id: string, word: string): ListColumn<File> => ({
  id,
  head: <span className="visually-hidden">{word}</span>,
  width: '30px',
  cell: () => <span className="t3">{word}</span>,
})

const columns: readonly ListColumn<File>[] = [
  {
    id: 'file',
    head: names.file,
    cell: ({ path }) => <PathText path={path} />,
  },
  ...counted.flatMap((name, n): ListColumn<File>[] => [
    ...(n === 0 ? [] : [sign(`${name} sign`, n === 1 ? '=' : '+')]),
    { id: name, head: names[name], width: '92px', right: true, cell: (file) => count(file[name]) },
  ]),
  { id: 'sha', head: names.sha, width: '150px', cell: ({ sha256 }) => <HashText hash={sha256} /> },
]

/** Sums of all files; the ledger closes where lines are records, paired, duplicates and rejected together. */
function sums(files: readonly File[]): Readonly<Record<(typeof counted)[number], number>> {
  const sum = (name: (typeof counted)[number]): number => files.reduce((total, file) => total + file[name], 0)
  return {
    lines: sum('lines'),
    records: sum('records'),
    paired: sum('paired'),
    duplicates: sum('duplicates'),
    rejected: sum('rejected'),
  }
}

function Foot({ files }: { readonly files: readonly File[] }) {
  const all = sums(files)
  const closes = all.lines === all.records + all.paired + all.duplicates + all.rejected
  return (
    <tr>
      <td>
        <span className="row" style={{ gap: 6 }}>
          <Icon name={closes ? 'tick' : 'close'} size={12} /> {closes ? text.closes : text.gapes}
        </span>
      </td>
      {counted.flatMap((name, n) => [
        ...(n === 0
          ? []
          : [
              <td key={`${name} sign`} className="op">
                {n === 1 ? '=' : '+'}
              </td>,
            ]),
        <td key={name} className="num">
          {count(all[name])}
        </td>,
      ])}
      <td />
    </tr>
  )
}

/** What became of each line of a bundle, file by file, and the lines that were rejected. */
export function LedgerPane({ bundle }: { readonly bundle: number }) {
  const ask = useMemo(() => ({ bundle }), [bundle])
  const reply = useAnswer('bundle.ledger', ask, onRecords)
  const [rejections, showRejections] = useState(false)
  if (!reply) return <WaitingPane label={common.reading} />
  if (!reply.ok) return <FaultPane fault={reply} />
  const { name, files } = reply.data
  const { rejected } = sums(files)
  return (
    <div className="pane bt">
      <div className="sechead">
        <h2>{rejections ? text.rejections(rejected) : text.ledger}</h2>
        <span className="t3 sm ell">{rejections ? text.rejectionsMore : `${name}; ${text.ledgerNote}`}</span>
        {rejected > 0 && (
          <span className="right">
            <Button small onClick={() => showRejections(!rejections)}>
              {rejections ? text.backToLedger : text.seeRejected(rejected)}
            </Button>
          </span>
        )}
      </div>
      {rejections ? (
        <RejectionList bundle={bundle} />
      ) : (
        <ScrollPane label={text.ledger}>
          <ListTable
            leastPx={820}
            caption={text.ledger}
            dense
            columns={columns}
            rows={files}
            keyOf={({ path }) => path}
            foot={<Foot files={files} />}
          />
        </ScrollPane>
      )}
    </div>
  )
}
