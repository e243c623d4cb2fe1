import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { previewColumns } from '../../app/preview-columns.tsx'
import { useCaseScreen } from '../../app/case-screen.ts'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { ListTable } from '../../kit/list-table.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { importText as text } from '../../text/import.ts'
import type { Waiting } from './use-imports.ts'

/** The first records of an input as they will stand in the case. */
export function PreviewPane({ input }: { readonly input: Waiting }) {
  const { zone } = useCaseScreen()
  const { found } = input
  if (!found) return <WaitingPane label={text.recognising} lines={8} />
  return (
    <div className="pane">
      <div className="sechead">
        <h2>{text.preview}</h2>
        {!found.refused && (
          <span className="t3 sm">{text.previewNote(found.preview.length, found.rejectedInPreview)}</span>
        )}
      </div>
      <ScrollPane label={text.preview}>
        {found.preview.length === 0 ? (
          <EmptyPane title={text.previewNone}>{found.refused?.message}</EmptyPane>
        ) : (
          <ListTable
            leastPx={880}
            caption={text.preview}
            dense
            columns={previewColumns(zone)}
            rows={found.preview}
            keyOf={(_, place) => place}
          />
        )}
      </ScrollPane>
    </div>
  )
}
