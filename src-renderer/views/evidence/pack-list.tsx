import type { Answer } from '../../../src-main/contract/calls.ts'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { bytes, count } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { evidenceText as text } from '../../text/evidence.ts'
import { common } from '../../text/words.ts'

type Pack = Answer<'packs.list'>['packs'][number]

const none = {}
const onPacks = ['packs'] as const
const names = text.packColumns

const columns = (zone: string): readonly ListColumn<Pack>[] => [
  {
    id: 'name',
    head: names.name,
    width: '24%',
    cell: ({ name }) => (
      <span className="med" data-tip={name}>
        {name}
      </span>
    ),
  },
  { id: 'sealed', head: names.sealed, width: '176px', cell: ({ sealed }) => proseTime(microsOf(sealed) ?? 0, zone) },
  { id: 'records', head: names.records, width: '90px', right: true, cell: ({ records }) => count(records) },
  { id: 'size', head: names.size, width: '80px', right: true, cell: (pack) => bytes(pack.bytes) },
  {
    id: 'signer',
    head: names.signer,
    width: '15%',
    cell: ({ signer, fingerprint }) => (
      <span data-tip={fingerprint}>
        <PlainText text={signer} />
      </span>
    ),
  },
  {
    id: 'where',
    head: text.where,
    width: '15%',
    cell: ({ where }) => (
      <span className="t2" data-tip={where}>
        {where || text.everything}
      </span>
    ),
  },
  {
    id: 'reason',
    head: names.reason,
    cell: ({ reason }) => (
      <span className="t2" data-tip={reason}>
        <PlainText text={reason} />
      </span>
    ),
  },
  { id: 'sha', head: names.sha, width: '140px', cell: ({ sha256 }) => <HashText hash={sha256} /> },
]

/** Every pack that was sealed from this case, as custody has it. */
export function PackList() {
  const { zone } = useCaseScreen()
  const reply = useAnswer('packs.list', none, onPacks)
  if (!reply) return <WaitingPane label={common.reading} />
  if (!reply.ok) return <FaultPane fault={reply} />
  if (reply.data.packs.length === 0) return <EmptyPane title={text.noPacks}>{text.noPacksMore}</EmptyPane>
  return (
    <ScrollPane label={text.title}>
      <ListTable
        caption={text.packs(reply.data.packs.length)}
        columns={columns(zone)}
        rows={reply.data.packs}
        keyOf={({ sha256 }) => sha256}
      />
    </ScrollPane>
  )
}
