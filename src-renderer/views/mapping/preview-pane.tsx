import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { previewColumns } from '../../app/preview-columns.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { count } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { mappingText as text } from '../../text/mapping.ts'
import type { Mapper, Preview } from './use-mapping.ts'

type Row = Preview['rows'][number]
type Rejection = Preview['rejections'][number]

const entryOf = ({ entry }: Row): number => entry

const rejectionColumns: readonly ListColumn<Rejection>[] = [
  {
    id: 'entry',
    head: text.entry,
    width: '52px',
    right: true,
    cell: ({ entry }) => <span className="t3">{count(entry)}</span>,
  },
  { id: 'reason', head: text.reason, cell: ({ reason }) => <PlainText text={reason} /> },
]

function Records({ preview }: { readonly preview: Preview }) {
  const { zone } = useCaseScreen()
  return (
    <>
      {preview.doubledHour > 0 && <p className="hint mapping-hint">{text.doubledHour(preview.doubledHour)}</p>}
      {preview.rows.length > 0 && (
        <ListTable
          caption={text.preview}
          dense
          leastPx={880}
          columns={previewColumns(zone, entryOf)}
          rows={preview.rows}
          keyOf={entryOf}
        />
      )}
      {preview.rejected > 0 && (
        <>
          <div className="sechead bt">
            <h2>{text.rejected(preview.rejected)}</h2>
          </div>
          <ListTable
            caption={text.rejected(preview.rejected)}
            dense
            columns={rejectionColumns}
            rows={preview.rejections}
            keyOf={({ entry }) => entry}
          />
        </>
      )}
    </>
  )
}

function Body({ mapper }: { readonly mapper: Mapper }) {
  const { preview, fault, profile } = mapper
  if (fault) return <FaultPane fault={fault} />
  if (profile === undefined) return <EmptyPane title={text.previewNone}>{text.previewNoneMore}</EmptyPane>
  if (preview === undefined) return <WaitingPane label={text.previewWaiting} lines={8} />
  return <Records preview={preview} />
}

/** The first records as the mapping makes them, and the entries that none comes of. */
export function PreviewPane({ mapper }: { readonly mapper: Mapper }) {
  return (
    <section className="pane" aria-label={text.preview}>
      <div className="sechead">
        <h2>{text.preview}</h2>
        <span className="t3 sm ell">{text.previewNote}</span>
      </div>
      <ScrollPane label={text.preview}>
        <Body mapper={mapper} />
      </ScrollPane>
    </section>
  )
}
