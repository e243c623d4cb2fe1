import { type KeyboardEvent, useMemo } from 'react'
import { Verdict } from '../../app/verdict.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { TreeGrid, type TreeRow } from '../../kit/tree-grid.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { failureWords, stateWords, unchecked, verdictWords } from '../../text/words.ts'
import { type Check, coverage, type Node, type PlacedNode, type VerifyState, worstOf } from './check-nodes.ts'
import { MarkNote } from './mark-note.tsx'

type Word = ReturnType<typeof worstOf> | 'unchecked'

interface Props {
  readonly tree: {
    readonly rows: readonly PlacedNode[]
    readonly chosen: Node | undefined
    readonly select: (key: string) => void
    readonly setOpen: (key: string, on: boolean) => void
    readonly onKey: (event: KeyboardEvent) => void
  }
  readonly state: VerifyState
}

interface Shown {
  readonly verdict: Word
  readonly name: string
  readonly note: string
  readonly tally: string
}

const ofN = ({ held, all }: { readonly held: number; readonly all: number }): string =>
  all === 0 ? '–' : held === all ? text.held(all) : text.ofN(held, all)

/** Observations count what was seen, proof counts what held. */
function tallyOf(entries: readonly Check[]): string {
  const seen = entries.filter(({ verdict }) => verdict === 'not-verifiable').length
  return entries[0]?.level === 'observation' && seen > 0 ? text.seenN(seen) : ofN(coverage(entries))
}

function groupsHeld(node: Extract<Node, { is: 'bundle' }>): string {
  const proof = new Map<string, boolean>()
  for (const { check, level, verdict } of node.bundle.checks) {
    if (level !== 'proof' || verdict === 'not-offered') continue
    proof.set(check, (proof.get(check) ?? true) && verdict === 'verified')
  }
  return proof.size === 0 ? '–' : text.ofN([...proof.values()].filter(Boolean).length, proof.size)
}

function shownBundle(node: Extract<Node, { is: 'bundle' }>): Shown {
  const { name, format, verdict } = node.bundle
  return { verdict: node.unchecked ? 'unchecked' : verdict, name, note: format, tally: groupsHeld(node) }
}

function shownGroup({ check, entries }: Extract<Node, { is: 'group' }>): Shown {
  const state = entries.map((entry) => (entry.state ? stateWords[entry.state] : '')).find(Boolean)
  const note = [state, entries[0]?.level === 'observation' ? text.observation : ''].filter(Boolean).join(', ')
  return { verdict: worstOf(entries), name: text.checkName(check), note, tally: tallyOf(entries) }
}

function shownEntry({ file, line, kind, message, covered, verdict }: Check): Shown {
  const place = [file?.split('/').at(-1), line === undefined ? undefined : text.line(line)].filter(Boolean).join(', ')
  const tally = verdict === 'verified' && covered !== undefined ? text.held(covered) : ''
  return { verdict, name: place || message, note: kind ? failureWords[kind] : '', tally }
}

function shownOf(node: Node): Shown {
  if (node.is === 'bundle') return shownBundle(node)
  return node.is === 'group' ? shownGroup(node) : shownEntry(node.entry)
}

/** What a count counts: the sentence of the check itself. */
const tipOf = (node: Node): string | undefined =>
  node.is === 'bundle' ? undefined : node.is === 'group' ? node.entries[0]?.message : node.entry.message

function rowOf({ node, level, open }: PlacedNode): TreeRow {
  const { verdict, name, note, tally } = shownOf(node)
  const word = verdict === 'unchecked' ? unchecked : verdictWords[verdict]
  return {
    key: node.key,
    level,
    open,
    mark: <Verdict verdict={verdict} bare />,
    name: (
      <>
        <span className={level === 1 ? 'med' : ''}>
          <PlainText text={name} />
        </span>{' '}
        <span className={verdict === 'failed' && node.is === 'entry' ? 'med' : 't3'}>{note}</span>
      </>
    ),
    count: <span data-tip={tipOf(node)}>{tally}</span>,
    says: text.rowSays(word, `${name} ${note}`.trim(), tally, level),
  }
}

/** The tree of checks, with how many bundles bear each verdict above it. */
export function CheckTree({ tree, state }: Props) {
  const { rows, chosen, select, setOpen, onKey } = tree
  const drawn = useMemo(() => rows.map(rowOf), [rows])
  const numbers = (['verified', 'failed', 'not-verifiable', 'not-offered'] as const).map((verdict) => ({
    verdict,
    n: state.bundles.filter(
      (bundle) => bundle.verdict === verdict && !(bundle.id !== undefined && state.unchecked.includes(bundle.id)),
    ).length,
  }))
  return (
    <div className="pane">
      <div className="tally bb">
        {numbers.map(({ verdict, n }) => (
          <span key={verdict} className="row" style={{ gap: 6 }}>
            <Verdict verdict={verdict} bare /> {n}
          </span>
        ))}
        <span className="t3 right">{text.worst}</span>
      </div>
      <TreeGrid
        label={text.checks}
        rows={drawn}
        selected={chosen?.key}
        onSelect={select}
        onOpen={setOpen}
        onKey={onKey}
        takesFocus
      />
      {chosen && <MarkNote node={chosen} />}
    </div>
  )
}
