import { useMemo, useState } from 'react'
import type { Answer } from '../../../src-main/contract/calls.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { useLatest } from '../../engine/use-latest.ts'
import { Facet, type FacetAct, type FacetValue } from '../../kit/facet.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { common } from '../../text/words.ts'
import { askedValues, stateOf, withValue } from './chips.ts'

type Scope = { readonly where: string; readonly from?: string; readonly to?: string }
type One = Answer<'facets'>['facets'][string]

const fields = ['outcome', 'kind', 'actor', 'target', 'ip', 'proof'] as const
type Field = (typeof fields)[number]
const USUAL = 5
const onRecords = ['records', 'checks'] as const

interface Props {
  readonly scope: Scope
  readonly where: string
  readonly onWhere: (where: string) => void
}

function valuesOf(found: One, where: string, field: Field): readonly FacetValue[] {
  const shown = found.values.map(({ value, count }) => ({
    value,
    word: value.replace('-', field === 'proof' ? ' ' : '-'),
    count,
    state: stateOf(where, field, value),
  }))
  const missing = askedValues(where, field).filter((value) => !found.values.some((one) => one.value === value))
  return [...shown, ...missing.map((value) => ({ value, word: value, count: 0, state: stateOf(where, field, value) }))]
}

function OneFacet({
  field,
  usual,
  scope,
  where,
  onWhere,
}: Props & { readonly field: Field; readonly usual: One | undefined }) {
  const [rare, setRare] = useState(false)
  const [limit, setLimit] = useState(USUAL)
  const own = rare || limit > USUAL
  const ask = useMemo(
    () => ({ ...scope, fields: [field], limit: own ? limit : 1, rareFirst: rare }),
    [scope, field, limit, rare, own],
  )
  const special = useLatest(useAnswer('facets', ask, onRecords))
  const found = own ? special?.facets[field] : usual
  if (!found || (found.distinct === 0 && askedValues(where, field).length === 0)) return null
  const title = text.facetNames[field]
  const onAct = (value: string, act: FacetAct): void => onWhere(withValue(where, field, value, act))
  const further = Math.max(0, found.distinct - found.values.length)
  return (
    <Facet
      title={title}
      note={text.facetNote(found.distinct, rare)}
      values={valuesOf(found, where, field)}
      onAct={onAct}
      further={further}
      onMore={() => setLimit(Math.min(1000, limit + 50))}
      onOrder={() => setRare(!rare)}
      words={{
        order: text.facetOrder(title, text.facetNote(found.distinct, rare), rare),
        more: text.facetMore(further),
        excluded: text.excluded,
        absent: found.absent > 0 ? text.absent(found.absent) : '',
      }}
    />
  )
}

/** The values of a few fields in what is shown, to include and exclude. */
export function FacetPane({ scope, where, onWhere }: Props) {
  const ask = useMemo(() => ({ ...scope, fields: [...fields], limit: USUAL }), [scope])
  const reply = useAnswer('facets', ask, onRecords)
  const found = useLatest(reply)
  if (!found) return reply && !reply.ok ? <FaultPane fault={reply} /> : <WaitingPane label={common.reading} />
  return (
    <nav className="facets scroll" aria-label={text.facets}>
      {fields.map((field) => (
        <OneFacet key={field} field={field} usual={found.facets[field]} scope={scope} where={where} onWhere={onWhere} />
      ))}
    </nav>
  )
}
