import { type KeyboardEvent, useMemo } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { formatTitle } from '../../app/format-title.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { TreeGrid, type TreeRow } from '../../kit/tree-grid.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { failureWords, remarkWords, stateWords, unchecked, verdictWords } from '../../text/words.ts'
import { CheckMark } from './check-mark.tsx'
import {
  type Check,
  type CheckWord,
  coverage,
  type Node,
  type PlacedNode,
  type VerifyState,
  wordOf,
} from './check-nodes.ts'
import { placeOf } from './check-place.ts'
import { MarkNote } from './mark-note.tsx'

type Word = CheckWord | 'unchecked'

/** The words of all marks of the tree. */
const words: Readonly<Record<Word, string>> = { ...verdictWords, ...remarkWords, unchecked }

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

type TitleOf = (format: string) => string

interface Shown {
  readonly word: Word
  readonly name: string
  readonly note: string
  readonly tally: string
}

const ofN = ({ held, all }: { readonly held: number; readonly all: number }): string =>
  all === 0 ? '–' : held === all ? text.held(all) : text.ofN(held, all)

/** Observations count what was seen, or else what was looked at; proof counts what held. */
function tallyOf(entries: readonly Check[]): string {
  const seen = entries.filter(({ verdict }) => verdict === 'not-verifiable').length
  const reach = coverage(entries)
  if (entries[0]?.level !== 'observation') return ofN(reach)
  return seen > 0 ? text.seenN(seen) : text.lookedAt(reach.held)
}

function groupsHeld(node: Extract<Node, { is: 'bundle' }>): string {
  const proof = new Map<string, boolean>()
  for (const { check, level, verdict } of node.bundle.checks) {
    if (level !== 'proof' || verdict === 'not-offered') continue
    proof.set(check, (proof.get(check) ?? true) && verdict === 'verified')
  }
  return proof.size === 0 ? '–' : text.ofN([...proof.values()].filter(Boolean).length, proof.size)
}

function shownBundle(node: Extract<Node, { is: 'bundle' }>, titleOf: TitleOf): Shown {
  const { name, format, verdict } = node.bundle
  return { word: node.unchecked ? 'unchecked' : verdict, name, note: titleOf(format), tally: groupsHeld(node) }
}

function shownGroup({ check, entries }: Extract<Node, { is: 'group' }>): Shown {
  const word = wordOf(entries)
  const state = entries.map((entry) => (entry.state ? stateWords[entry.state] : '')).find(Boolean) ?? ''
  const remark = word === 'no-remark' || word === 'nothing-there' ? remarkWords[word] : text.observation
  const note = entries[0]?.level === 'observation' ? remark : state
  return { word, name: text.checkName(check), note, tally: tallyOf(entries) }
}

function shownEntry(entry: Check): Shown {
  const { kind, message, covered, verdict } = entry
  const tally = verdict === 'verified' && covered !== undefined ? text.held(covered) : ''
  return { word: wordOf([entry]), name: placeOf(entry) || message, note: kind ? failureWords[kind] : '', tally }
}

function shownOf(node: Node, titleOf: TitleOf): Shown {
  if (node.is === 'bundle') return shownBundle(node, titleOf)
  return node.is === 'group' ? shownGroup(node) : shownEntry(node.entry)
}

/** What a count counts: the sentence of the check itself. */
const tipOf = (node: Node): string | undefined =>
  node.is === 'bundle' ? undefined : node.is === 'group' ? node.entries[0]?.message : node.entry.message

function rowOf({ node, level, open }: PlacedNode, titleOf: TitleOf): TreeRow {
  const { word, name, note, tally } = shownOf(node, titleOf)
  return {
    key: node.key,
    level,
    open,
    mark: <CheckMark word={word} bare />,
    name: (
      <>
        <span className={level === 1 ? 'med' : ''}>
          <PlainText text={name} />
        </span>{' '}
        <span className={word === 'failed' && node.is === 'entry' ? 'med' : 't3'}>{note}</span>
      </>
    ),
    count: <span data-tip={tipOf(node)}>{tally}</span>,
    says: text.rowSays(words[word], `${name} ${note}`.trim(), tally, level),
  }
}

/** The tree of checks, with how many bundles bear each verdict above it. */
export function CheckTree({ tree, state }: Props) {
  const { rows, chosen, select, setOpen, onKey } = tree
  const { overview } = useCaseScreen()
  const drawn = useMemo(
    () => rows.map((row) => rowOf(row, (format) => formatTitle(overview, format))),
    [rows, overview],
  )
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
            <CheckMark word={verdict} bare /> {n}
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
