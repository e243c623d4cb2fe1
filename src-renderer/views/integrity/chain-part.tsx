import { useMemo } from 'react'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { chainText as text } from '../../text/chain.ts'
import { ChainDrawing } from './chain-drawing.tsx'
import type { Spot, Strip } from './chain-view.ts'
import { entryOf, leavesByCheck, type Node } from './check-nodes.ts'
import { ExpectedFound } from './expected-found.tsx'
import { Neighbours } from './neighbours.tsx'
import { useChain } from './use-chain.ts'

interface Props {
  readonly bundle: number
  readonly node: Node
  readonly roots: readonly Node[]
  readonly onSelect: (key: string) => void
}

const onChecks = ['checks', 'records', 'trust'] as const

/** The chains of the node's bundle along time, with the links around what was chosen; nothing where it has none. */
export function ChainPart(props: Props) {
  const { bundle, node } = props
  const ask = useMemo(() => ({ bundle }), [bundle])
  const reply = useAnswer('verify.strip', ask, onChecks)
  if (!reply) return <WaitingPane label={text.reading} />
  if (!reply.ok) return <FaultPane fault={reply} />
  if (reply.data.chains.length > 0 && reply.data.fromUs !== undefined) return <Drawn {...props} strip={reply.data} />
  const entry = entryOf(node)
  return entry ? <ExpectedFound entry={entry} /> : null
}

/** Where the node's own check stands, else the first break, so that opening a bundle shows what broke. */
function spotOf({ breaks }: Strip, own: number): Spot | undefined {
  const found = breaks.find(({ check }) => check === own) ?? (own < 0 ? breaks[0] : undefined)
  return found && { chain: found.chain, place: found.place }
}

function Drawn({ bundle, node, roots, onSelect, strip }: Props & { readonly strip: Strip }) {
  const entry = entryOf(node)
  const leaves = useMemo(() => leavesByCheck(roots, node.bundle), [roots, node.bundle])
  const check = entry ? node.bundle.checks.indexOf(entry) : -1
  const own = useMemo(() => spotOf(strip, check), [strip, check])
  const open = (at: number): boolean => {
    const leaf = leaves.get(at)
    if (leaf) onSelect(leaf.key)
    return leaf !== undefined
  }
  const onBreak = (chain: number, place: number): boolean => {
    const found = strip.breaks.find((one) => one.chain === chain && one.place === place)
    return found !== undefined && found.check !== check && open(found.check)
  }
  const chain = useChain({ bundle, strip, own, onBreak })
  const isOwn = own?.chain === chain.spot.chain && own.place === chain.spot.place
  return (
    <>
      <ChainDrawing
        strip={strip}
        checks={node.bundle.checks}
        check={check}
        chain={chain}
        onPick={(key) => open(Number(key))}
      />
      {entry && <ExpectedFound entry={entry} link={isOwn ? chain.chosen : undefined} />}
      {chain.links && <Neighbours links={chain.links} />}
    </>
  )
}
