import type { z } from 'zod'
import type { Answer } from '../../../src-main/contract/calls.ts'
import type { CheckShape } from '../../../src-main/contract/shapes.ts'
import type { Verdict } from '../../../src-main/core/verify/check.ts'

export type Check = z.output<typeof CheckShape>
export type VerifyState = Answer<'verify.state'>
export type CheckedBundle = VerifyState['bundles'][number]

/** A node of the tree: a bundle, a check of it, or one entry of that check. */
export type Node =
  | { readonly is: 'bundle'; readonly key: string; readonly bundle: CheckedBundle; readonly unchecked: boolean }
  | {
      readonly is: 'group'
      readonly key: string
      readonly bundle: CheckedBundle
      readonly check: string
      readonly entries: readonly Check[]
    }
  | { readonly is: 'entry'; readonly key: string; readonly bundle: CheckedBundle; readonly entry: Check }

const rank: Readonly<Record<Verdict, number>> = { verified: 1, 'not-offered': 0, 'not-verifiable': 2, failed: 3 }

/** The worst verdict of a check's entries: the parent shows its worst child. */
export function worstOf(entries: readonly Pick<Check, 'verdict'>[]): Verdict {
  return entries.reduce<Verdict>((worst, { verdict }) => (rank[verdict] > rank[worst] ? verdict : worst), 'not-offered')
}

/** What a check came to. An observation is no proof: where it saw nothing it has no verdict, and of nothing it saw nothing. */
export type CheckWord = Verdict | 'no-remark' | 'nothing-there'

/** The word of a check's entries: `verified` only where a proof held. */
export function wordOf(entries: readonly Pick<Check, 'verdict' | 'level' | 'covered'>[]): CheckWord {
  const worst = worstOf(entries)
  if (worst !== 'verified' || entries.some(({ level }) => level !== 'observation')) return worst
  return entries.every(({ covered }) => covered === 0) ? 'nothing-there' : 'no-remark'
}

/** How many units held, and how many there are: a finding stands for one that did not. */
export function coverage(entries: readonly Check[]): { readonly held: number; readonly all: number } {
  let held = 0
  let all = 0
  for (const { verdict, covered = 1 } of entries) {
    if (verdict === 'not-offered') continue
    all += verdict === 'verified' ? covered : 1
    if (verdict === 'verified') held += covered
  }
  return { held, all }
}

const bundleKey = ({ id, name }: CheckedBundle): string => `b${id ?? name}`

function groupsOf(bundle: CheckedBundle): Node[] {
  const groups = new Map<string, Check[]>()
  for (const check of bundle.checks) {
    const group = groups.get(check.check)
    if (group) group.push(check)
    else groups.set(check.check, [check])
  }
  const proofFirst = [...groups].toSorted(
    ([, a], [, b]) => Number(a[0]?.level !== 'proof') - Number(b[0]?.level !== 'proof'),
  )
  return proofFirst.map(([check, entries]) => ({
    is: 'group',
    key: `${bundleKey(bundle)}/${check}`,
    bundle,
    check,
    entries,
  }))
}

/** The nodes of an opened parent; a check with one plain entry is a leaf. */
export function childrenOf(node: Node): readonly Node[] {
  if (node.is === 'bundle') return groupsOf(node.bundle)
  if (node.is === 'entry') return []
  const { key, bundle, entries } = node
  if (entries.length === 1 && entries[0]?.line === undefined) return []
  return entries.map((entry, n) => ({ is: 'entry', key: `${key}/${n}`, bundle, entry }))
}

/** The bundles, with those never checked after those that were. */
export function rootsOf(state: VerifyState): readonly Node[] {
  return state.bundles.map((bundle) => ({
    is: 'bundle',
    key: bundleKey(bundle),
    bundle,
    unchecked: bundle.id !== undefined && state.unchecked.includes(bundle.id),
  }))
}

export interface PlacedNode {
  readonly node: Node
  readonly level: number
  readonly open: boolean | undefined
}

/** The rows that are drawn: every node whose parents are open. */
export function openRows(roots: readonly Node[], open: ReadonlySet<string>): readonly PlacedNode[] {
  const rows: PlacedNode[] = []
  const visit = (node: Node, level: number): void => {
    const children = childrenOf(node)
    const isOpen = open.has(node.key)
    rows.push({ node, level, open: children.length > 0 ? isOpen : undefined })
    if (isOpen) for (const child of children) visit(child, level + 1)
  }
  for (const root of roots) visit(root, 1)
  return rows
}

/** Keys to open so that every proof that failed or lacks something can be seen. */
export function keysOfFailed(roots: readonly Node[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const root of roots) {
    for (const group of childrenOf(root)) {
      if (
        group.is !== 'group' ||
        group.entries[0]?.level !== 'proof' ||
        rank[worstOf(group.entries)] < rank['not-verifiable']
      )
        continue
      keys.add(root.key)
      keys.add(group.key)
    }
  }
  return keys
}

function leavesOf(roots: readonly Node[]): readonly Node[] {
  return roots.flatMap(childrenOf).flatMap((group) => {
    const children = childrenOf(group)
    return children.length > 0 ? children : [group]
  })
}

/** The leaf of each check of a bundle, by the place of the check in the bundle. */
export function leavesByCheck(roots: readonly Node[], bundle: CheckedBundle): ReadonlyMap<number, Node> {
  const places = new Map(bundle.checks.map((check, place) => [check, place]))
  const leaves = leavesOf(roots.filter((root) => root.bundle === bundle))
  return new Map(
    leaves.flatMap((leaf) => {
      const entry = entryOf(leaf)
      const place = entry && places.get(entry)
      return place === undefined ? [] : [[place, leaf] as const]
    }),
  )
}

/** Every place that failed, in the order of the tree. */
export function breaksOf(roots: readonly Node[]): readonly Node[] {
  return leavesOf(roots).filter(
    (leaf) =>
      (leaf.is === 'entry' ? leaf.entry.verdict : leaf.is === 'group' ? worstOf(leaf.entries) : '') === 'failed',
  )
}

/** The one entry behind a node, where there is one. */
export const entryOf = (node: Node): Check | undefined =>
  node.is === 'entry' ? node.entry : node.is === 'group' && childrenOf(node).length === 0 ? node.entries[0] : undefined

/** Keys of the parents of a node: what its own key begins with. */
export const parentsOf = (key: string): readonly string[] =>
  key
    .split('/')
    .map((_, n, parts) => parts.slice(0, n).join('/'))
    .filter(Boolean)
