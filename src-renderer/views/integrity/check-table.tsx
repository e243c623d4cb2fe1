import { Verdict } from '../../app/verdict.tsx'
import { ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { count } from '../../kit/values.ts'
import { integrityText as text } from '../../text/integrity.ts'
import type { Check } from './check-nodes.ts'

const MOST = 500

/** Checks as a table: the same as the tree, for reading in one piece and for print. */
export function CheckTable({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ListTable
      caption={text.verdictTable}
      dense
      rows={checks.slice(0, MOST)}
      keyOf={(_, place) => place}
      columns={[
        {
          id: 'verdict',
          head: text.columnVerdict,
          width: '130px',
          cell: ({ verdict }) => <Verdict verdict={verdict} size={12} />,
        },
        { id: 'check', head: text.columnCheck, width: '190px', cell: ({ check }) => text.checkName(check) },
        {
          id: 'covers',
          head: text.columnCovers,
          width: '90px',
          right: true,
          cell: ({ covered }) => (covered === undefined ? '–' : count(covered)),
        },
        {
          id: 'found',
          head: text.columnFound,
          cell: ({ message }) => (
            <span className="ell t2" data-tip={message}>
              <PlainText text={message} />
            </span>
          ),
        },
      ]}
    />
  )
}
