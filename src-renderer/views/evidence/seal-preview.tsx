import type { Answer } from '../../../src-main/contract/calls.ts'
import type { Reply } from '../../../src-main/contract/fault.ts'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { FaultPane } from '../../app/fault-pane.tsx'
import { Verdict } from '../../app/verdict.tsx'
import { useLatest } from '../../engine/use-latest.ts'
import { Icon } from '../../kit/icon.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { count } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { evidenceText as text } from '../../text/evidence.ts'
import { common } from '../../text/words.ts'

type Preview = Answer<'seal.preview'>
type Sheet = Preview['sheets'][number]

const names = text.sheetColumns
const columns: readonly ListColumn<Sheet>[] = [
  { id: 'sheet', head: names.sheet, width: '22%', cell: ({ sheet }) => <span className="med">{sheet}</span> },
  { id: 'table', head: names.table, width: '22%', cell: ({ table }) => <span className="t2">{table}</span> },
  { id: 'rows', head: names.rows, width: '90px', right: true, cell: ({ rows }) => count(rows) },
  {
    id: 'holds',
    head: names.holds,
    cell: ({ holds }) => (
      <span className="t2" data-tip={holds}>
        {holds}
      </span>
    ),
  },
]

function Foot({ found }: { readonly found: Preview }) {
  const rows = found.sheets.reduce((sum, sheet) => sum + sheet.rows, 0)
  return (
    <tr>
      <td colSpan={2}>{text.sheets(found.sheets.length)}</td>
      <td className="num">{count(rows)}</td>
      <td className="t2 whole">{text.outside(found.records, found.population)}</td>
    </tr>
  )
}

/** What a pack of this scope would hold, and what its reader will see first. */
export function SealPreview({ preview }: { readonly preview: Reply<Preview> | undefined }) {
  const found = useLatest(preview)
  if (!found)
    return preview && !preview.ok ? <FaultPane fault={preview} /> : <WaitingPane label={common.reading} lines={8} />
  return (
    <ScrollPane label={text.preview}>
      <div className="sechead">
        <h2>{text.preview}</h2>
        <span className="t3 sm">{text.previewNote}</span>
        <span className="right t2 sm ell">{found.suggestedName}</span>
      </div>
      {preview && !preview.ok && <FaultPane fault={preview} />}
      <ListTable
        caption={text.preview}
        dense
        columns={columns}
        rows={found.sheets}
        keyOf={({ sheet }) => sheet}
        foot={<Foot found={found} />}
      />
      <section className="sec" aria-label={text.firstSeen}>
        <h2 className="part">{text.firstSeen}</h2>
        {found.warnings.length === 0 && <p className="t2">{text.noWarnings}</p>}
        {found.warnings.map(({ verdict, message }) => (
          <p key={message} className={`note ${verdict} warning`}>
            <Verdict verdict={verdict} bare />{' '}
            <span>
              <PlainText text={message} />
            </span>
          </p>
        ))}
      </section>
      <section className="sec" aria-label={text.before}>
        <h2 className="part">{text.before}</h2>
        <ul className="before">
          {[text.custodyBefore(found.custodyEntries), text.maskedBefore(found.masked)].map((one) => (
            <li key={one}>
              <Icon name="tick" size={12} /> {one}
            </li>
          ))}
        </ul>
      </section>
    </ScrollPane>
  )
}
