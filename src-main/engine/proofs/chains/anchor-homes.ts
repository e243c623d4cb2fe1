import type { Anchor } from '../../../core/verify/chain-rules/anchor.ts'
import type { Beside, ProofDeps } from '../proof.ts'
import { headsOf, linesOf } from './chain-text.ts'

/** Which hashes stand on entries of a log; undefined of a file that no rule chains, or that is not here as received. */
type Heads = ReadonlySet<string> | undefined

/** What was found in one run, by path: a log is looked through once, however many others there are. */
const looked = new WeakMap<ProofDeps, Map<string, Promise<Heads>>>()

/**
 * The anchors that say something of a log: those whose head stands in it, and of the others those that are of no other chain here, by their
 * file's name or by where their head stands. An anchor of another log says nothing of this one; one that fits none is held against all.
 */
export async function anchorsOf(
  log: string,
  anchors: readonly Anchor[],
  beside: Beside,
  deps: ProofDeps,
): Promise<Anchor[]> {
  const wanted = new Set(anchors.map(({ headHash }) => headHash))
  const files = new Set(anchors.map(({ file }) => file))
  const others = beside.paths.filter((path) => path !== log && !files.has(path))
  const headsIn = (path: string): Promise<Heads> => lookedThrough(path, { beside, deps, wanted })
  const kept: Anchor[] = []
  for (const anchor of anchors) {
    // the log itself is looked through only where another claims the anchor
    const isFree = isNamedFor(anchor, log) || !(await isOfAnother(anchor, others, headsIn))
    if (isFree || (await headsIn(log))?.has(anchor.headHash) === true) kept.push(anchor)
  }
  return kept
}

async function isOfAnother(
  anchor: Anchor,
  others: readonly string[],
  headsIn: (path: string) => Promise<Heads>,
): Promise<boolean> {
  for (const other of others) {
    const heads = await headsIn(other)
    if (heads !== undefined && (isNamedFor(anchor, other) || heads.has(anchor.headHash))) return true
  }
  return false
}

/** `a.jsonl.head.json` and `a.head.json` are named for `a.jsonl`. */
const isNamedFor = ({ file }: Anchor, log: string): boolean =>
  file.startsWith(`${log}.`) || file.startsWith(`${log.replace(/\.[^./]*$/, '')}.`)

function lookedThrough(
  path: string,
  { beside, deps, wanted }: { readonly beside: Beside; readonly deps: ProofDeps; readonly wanted: ReadonlySet<string> },
): Promise<Heads> {
  const known = looked.get(deps) ?? new Map<string, Promise<Heads>>()
  looked.set(deps, known)
  const key = [path, ...wanted].join('\n')
  const heads = known.get(key) ?? look()
  known.set(key, heads)
  return heads

  async function look(): Promise<Heads> {
    const chunks = (beside.searched ?? beside).read(path, deps.signal)
    return chunks && (await headsOf(linesOf(chunks), wanted, deps))
  }
}
