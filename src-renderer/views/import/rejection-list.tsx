import { useCallback, useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { ask } from '../../engine/bridge.ts'
import { PAGE, usePages } from '../../engine/use-pages.ts'
import { Grid } from '../../kit/grid.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { count } from '../../kit/values.ts'
import { importText as text } from '../../text/import.ts'

type Page = Answer<'rejections.page'>
type Row = Page['rows'][number]

const names = text.rejectionColumns

const columns: readonly GridColumn<Row>[] = [
  { id: 'line', head: names.line, track: '96px', right: true, cell: ({ line }) => count(line) },
  {
    id: 'file',
    head: names.file,
    track: 'minmax(120px, 0.6fr)',
    cell: ({ file }) => (
      <span className="ell" data-tip={file}>
        <PlainText text={file} />
      </span>
    ),
  },
  { id: 'offset', head: names.offset, track: '120px', right: true, cell: ({ offset }) => count(offset) },
  {
    id: 'reason',
    head: names.reason,
    track: 'minmax(160px, 1fr)',
    cell: ({ reason }) => (
      <span className="ell" data-tip={reason}>
        <PlainText text={reason} />
      </span>
    ),
  },
]

/** The lines of a bundle that no record came of, each with its reason. */
export function RejectionList({ bundle }: { readonly bundle: number }) {
  const { rowPx } = useCaseScreen()
  const [cursor, setCursor] = useState<number>()
  const fetch = useMemo(() => (offset: number) => ask('rejections.page', { bundle, offset, limit: PAGE }), [bundle])
  const pages = usePages(fetch)
  const waiting = useCallback((rank: number) => count(rank + 1), [])
  if (pages.fault) return <FaultPane fault={pages.fault} />
  return (
    <Grid
      label={text.rejections(pages.first?.total ?? 0)}
      columns={columns}
      rowCount={pages.first?.total ?? 0}
      rowPx={rowPx}
      rowAt={pages.rowAt}
      onRange={pages.need}
      cursor={cursor}
      onCursor={setCursor}
      onOpen={setCursor}
      waiting={waiting}
    />
  )
}
