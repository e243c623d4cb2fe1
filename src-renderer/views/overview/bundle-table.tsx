import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { SystemName } from '../../app/system-name.tsx'
import { Verdict } from '../../app/verdict.tsx'
import { Button } from '../../kit/button.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { microsOf, rangeText } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { count } from '../../kit/values.ts'
import { overviewText as text } from '../../text/overview.ts'

type Bundle = Answer<'overview'>['bundles'][number]

const names = text.columns

function period({ first, last }: Bundle): string {
  const from = first && microsOf(first)
  const to = last && microsOf(last)
  return from && to ? rangeText(from, to + 1, 'UTC') : '–'
}

const columns: readonly ListColumn<Bundle>[] = [
  { id: 'verdict', head: names.verdict, width: '150px', cell: ({ verdict }) => <Verdict verdict={verdict} /> },
  {
    id: 'bundle',
    head: names.bundle,
    width: '28%',
    cell: ({ name, format }) => (
      <SystemName format={format}>
        <b className="med" data-tip={name}>
          <PlainText text={name} />
        </b>
      </SystemName>
    ),
  },
  { id: 'records', head: names.records, width: '76px', right: true, cell: ({ records }) => count(records) },
  { id: 'period', head: names.period, width: '192px', cell: period },
  {
    id: 'checks',
    head: names.checks,
    width: '68px',
    cell: ({ verdict, held, checks }) => text.ofChecks(held, verdict === 'not-offered' ? 0 : checks),
  },
  {
    id: 'because',
    head: names.because,
    cell: ({ because }) => (
      <span className="t2 ell" data-tip={because}>
        <PlainText text={because} />
      </span>
    ),
  },
]

/** Each bundle with its verdict and because. */
export function BundleTable({ bundles }: { readonly bundles: readonly Bundle[] }) {
  const { go } = useCaseScreen()
  const records = bundles.reduce((sum, bundle) => sum + bundle.records, 0)
  return (
    <section aria-label={text.bundles}>
      <div className="sechead">
        <h2>{text.bundles}</h2>
        <span className="t3 sm">{text.bundlesNote(bundles.length, records)}</span>
        <span className="right">
          <Button small icon="plus" onClick={() => go({ view: 'import' })}>
            {text.import}
          </Button>
        </span>
      </div>
      <ListTable
        caption={text.bundles}
        leastPx={860}
        columns={columns}
        rows={bundles}
        keyOf={({ id }) => id}
        onSelect={() => undefined}
        onOpen={({ id }) => go({ view: 'integrity', bundle: id })}
      />
    </section>
  )
}
