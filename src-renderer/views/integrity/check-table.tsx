import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { count } from '../../kit/values.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { CheckMark } from './check-mark.tsx'
import { type Check, wordOf } from './check-nodes.ts'
import { placeOf } from './check-place.ts'

const MOST = 500

/** The sentence of a check, and the place that it speaks of where it names one line. */
function Found({ check }: { readonly check: Check }) {
  return (
    <>
      <PlainText text={check.message} />
      {check.line !== undefined && (
        <span className="t3">
          {' '}
          <PlainText text={placeOf(check)} />
        </span>
      )}
    </>
  )
}

const columns: readonly ListColumn<Check>[] = [
  {
    id: 'verdict',
    head: text.columnVerdict,
    width: '152px',
    cell: (check) => <CheckMark word={wordOf([check])} size={12} />,
  },
  { id: 'check', head: text.columnCheck, width: '26%', whole: true, cell: ({ check }) => text.checkName(check) },
  {
    id: 'covers',
    head: text.columnCovers,
    width: '78px',
    right: true,
    cell: ({ covered }) => (covered === undefined ? '–' : count(covered)),
  },
  { id: 'found', head: text.columnFound, whole: true, cell: (check) => <Found check={check} /> },
]

/** Checks as a table: the same as the tree, for reading in one piece and for print. */
export function CheckTable({ checks }: { readonly checks: readonly Check[] }) {
  const more = checks.length - MOST
  return (
    <>
      <ListTable
        caption={text.verdictTable}
        dense
        rows={checks.slice(0, MOST)}
        keyOf={(_, place) => place}
        columns={columns}
      />
      {more > 0 && <p className="hint more-checks">{text.moreChecks(more)}</p>}
    </>
  )
}
