import { useCaseScreen } from '../../app/case-screen.ts'
import { formatTitle } from '../../app/format-title.ts'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { ChainPart } from './chain-part.tsx'
import type { Node } from './check-nodes.ts'
import { CheckTable } from './check-table.tsx'
import { MarkPart } from './mark-part.tsx'

interface Props {
  readonly node: Extract<Node, { is: 'bundle' }>
  readonly roots: readonly Node[]
  readonly onSelect: (key: string) => void
}

/** One bundle: its verdict and what it means, its chains along time, and every check of it. */
export function BundleDetail({ node, roots, onSelect }: Props) {
  const { bundle } = node
  const { overview } = useCaseScreen()
  const proof = bundle.checks.filter(({ level, verdict }) => level === 'proof' && verdict !== 'not-offered')
  const seen = bundle.checks.filter(({ level, verdict }) => level === 'observation' && verdict !== 'verified')
  const held = proof.filter(({ verdict }) => verdict === 'verified')
  return (
    <ScrollPane label={bundle.name}>
      <MarkPart node={node}>
        <dt>{text.format}</dt>
        <dd>{formatTitle(overview, bundle.format)}</dd>
        <dt>{text.proofChecks}</dt>
        <dd>{proof.length === 0 ? '–' : text.ofN(held.length, proof.length)}</dd>
        <dt>{text.observations}</dt>
        <dd>{text.seen(seen.length)}</dd>
      </MarkPart>
      {bundle.id !== undefined && <ChainPart bundle={bundle.id} node={node} roots={roots} onSelect={onSelect} />}
      <CheckTable checks={bundle.checks} />
    </ScrollPane>
  )
}
