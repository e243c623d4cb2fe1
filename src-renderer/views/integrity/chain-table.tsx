import { useCaseScreen } from '../../app/case-screen.ts'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { clockParts, dateText } from '../../kit/moment.ts'
import { PathText } from '../../kit/path-text.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { count } from '../../kit/values.ts'
import { chainText as text } from '../../text/chain.ts'
import { failureWords } from '../../text/words.ts'
import type { Strip } from './chain-view.ts'
import type { Check } from './check-nodes.ts'

interface Row {
  readonly key: string
  readonly fromUs: number
  readonly toUs: number
  readonly file: string
  readonly links: string
  readonly state: string
  readonly means: string
  readonly failed: boolean
}

type Chains = Strip['chains']

const ofStretch = (
  { chain, first, count: n, state, fromUs, toUs }: Strip['stretches'][number],
  chains: Chains,
): Row => ({
  key: `s${chain} ${first}`,
  fromUs,
  toUs,
  file: chains[chain]?.file ?? '',
  links: n === 1 ? count(first) : `${count(first)} – ${count(first + n - 1)}`,
  state: text.states[state],
  means: text.meanings[state],
  failed: state === 'broken',
})

function ofBreak({ chain, place, us, check }: Strip['breaks'][number], chains: Chains, checks: readonly Check[]): Row {
  const { kind, message = '', verdict } = checks[check] ?? {}
  return {
    key: `b${check}`,
    fromUs: us,
    toUs: us,
    file: chains[chain]?.file ?? '',
    links: count(place),
    state: kind ? failureWords[kind] : text.open,
    means: message,
    failed: verdict === 'failed',
  }
}

const ofSilence = ({ fromUs, toUs }: Strip['silences'][number]): Row => ({
  key: `n${fromUs}`,
  fromUs,
  toUs,
  file: '',
  links: '–',
  state: text.states.none,
  means: text.meanings.silence,
  failed: false,
})

const clock = (us: number, zone: string): string => `${dateText(us, zone)} ${clockParts(us, zone).clock}`

const columns = (zone: string): readonly ListColumn<Row>[] => [
  { id: 'from', head: text.tableFrom(zone), width: '160px', cell: ({ fromUs }) => clock(fromUs, zone) },
  { id: 'to', head: text.tableTo, width: '148px', cell: ({ toUs }) => clock(toUs, zone) },
  { id: 'state', head: text.tableState, width: '78px', cell: ({ state }) => <b className="med">{state}</b> },
  { id: 'links', head: text.tableLinks, width: '84px', right: true, cell: ({ links }) => links },
  { id: 'file', head: text.tableFile, width: '132px', cell: ({ file }) => (file ? <PathText path={file} /> : '–') },
  { id: 'means', head: text.tableMeans, whole: true, cell: ({ means }) => <PlainText text={means} /> },
]

/** The strip for those who do not see it: stretches, breaks and silences in the order of time. */
export function ChainTable({ strip, checks }: { readonly strip: Strip; readonly checks: readonly Check[] }) {
  const { zone } = useCaseScreen()
  const rows = [
    ...strip.stretches.map((one) => ofStretch(one, strip.chains)),
    ...strip.breaks.map((one) => ofBreak(one, strip.chains, checks)),
    ...strip.silences.map(ofSilence),
  ].toSorted((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs)
  return (
    <ScrollPane label={text.tableOf} className="chart-table neighbours strip-table">
      <ListTable
        caption={text.tableOf}
        dense
        leastPx={800}
        failed={({ failed }) => failed}
        columns={columns(zone)}
        rows={rows}
        keyOf={({ key }) => key}
      />
    </ScrollPane>
  )
}
