import { createHmac, hash } from 'node:crypto'
import type { Check } from '../../../core/verify/check.ts'
import type { Anchor } from '../../../core/verify/chain-rules/anchor.ts'
import { builtInRules } from '../../../core/verify/chain-rules/built-in.ts'
import { ChainChecker } from '../../../core/verify/chain-rules/check-chain.ts'
import type { EntryRead } from '../../../core/verify/chain-rules/check-chain.ts'
import { findRule, MOST_HEAD_LINES } from '../../../core/verify/chain-rules/find-rule.ts'
import type { FoundRule, NoRule } from '../../../core/verify/chain-rules/find-rule.ts'
import { entryReader } from '../../../core/verify/chain-rules/reader.ts'
import { Rows } from '../../../core/verify/chain-rules/row.ts'
import type { ChainDigests, ChainRule } from '../../../core/verify/chain-rules/rule.ts'
import { RULE_SETTLES } from '../../../core/verify/chain-rules/words.ts'
import type { ProofDeps } from '../proof.ts'
import { carries } from './carries-chain.ts'

/** Node's hashes for the rules of chains. */
export const chainDigests: ChainDigests = {
  digest: (algorithm, bytes) => hash(algorithm, bytes, 'buffer'),
  hmac: (algorithm, secret, bytes) => createHmac(algorithm, secret).update(bytes).digest(),
}

/** What a chain is checked with. Secrets are for this run alone and are kept nowhere. */
export interface ChainTextDeps {
  readonly file?: string | undefined
  readonly secrets?: readonly Uint8Array[] | undefined
  /** The heads that were noted for a chain of this rule. */
  readonly anchorsOf?: ((rule: ChainRule) => Promise<readonly Anchor[]>) | undefined
  /** Rules of the auditor, tried before the built-in ones. Never taken from the evidence itself. */
  readonly rules?: readonly ChainRule[] | undefined
  /** Told which rule a chain is checked by. */
  readonly onRule?: ((rule: ChainRule) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Every check of a log that carries its own chain, over its lines without their LF, in one pass and bounded memory. */
export async function* checkChainText(
  lines: AsyncIterable<Uint8Array>,
  rule: ChainRule,
  deps: ChainTextDeps,
): AsyncGenerator<Check> {
  const reader = entryReader(rule)
  if (reader === undefined) {
    const message = `The rule ${rule.id} has its chain in a side file`
    yield {
      check: 'chain.rule',
      level: 'proof',
      verdict: 'not-verifiable',
      state: 'unsupported',
      file: deps.file,
      message,
    }
    return
  }
  const { file, secrets = [] } = deps
  deps.onRule?.(rule)
  const anchors = (await deps.anchorsOf?.(rule)) ?? []
  const checker = new ChainChecker(rule, { digests: chainDigests, secrets, anchors, file })
  const take = (read: EntryRead | undefined): void => {
    if (read !== undefined) checker.add(read)
  }
  for await (const line of lines) {
    deps.signal?.throwIfAborted()
    take(reader.read(line))
  }
  take(reader.end())
  yield* checker.checks()
}

/** The same where the rule is not known: the known ones are tried on the first entries, and the answer says which fits. */
export async function* checkOwnChain(lines: AsyncIterable<Uint8Array>, deps: ChainTextDeps): AsyncGenerator<Check> {
  const all = lines[Symbol.asyncIterator]()
  try {
    const head = await firstOf(all)
    const found = ruleOf(head, deps)
    yield ruleCheck(found, deps)
    if (found.rule !== undefined) yield* checkChainText(resumed(head, all), found.rule, deps)
  } finally {
    await all.return?.() // also where no rule fits and the rest is not read
  }
}

/** Which of these hashes stand on entries of a log, whatever else holds in it; undefined where no rule chains it. */
export async function headsOf(
  lines: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<string>,
  deps: Pick<ProofDeps, 'secrets' | 'chainRules'>,
): Promise<ReadonlySet<string> | undefined> {
  const { secrets = [], chainRules: rules } = deps
  const all = lines[Symbol.asyncIterator]()
  try {
    const head = await firstOf(all)
    const { rule } = ruleOf(head, { secrets, rules })
    const reader = rule && entryReader(rule)
    if (rule === undefined || reader === undefined) return undefined
    const rows = new Rows(rule, { digests: chainDigests, secrets })
    const heads = new Set<string>()
    const take = (read: EntryRead | undefined): void => {
      const row = read && 'members' in read ? rows.row(read.members, read.line, read.bytes) : undefined
      if (row !== undefined && wanted.has(row.hash)) heads.add(row.hash)
    }
    for await (const line of resumed(head, all)) take(reader.read(line))
    take(reader.end())
    return heads
  } finally {
    await all.return?.()
  }
}

/** The lines by which the rule of a log is found. */
async function firstOf(all: AsyncIterator<Uint8Array>): Promise<Uint8Array[]> {
  const head: Uint8Array[] = []
  for (let size = 0; head.length < MOST_HEAD_LINES && size < MOST_HEAD;) {
    const next = await all.next()
    if (next.done === true) break
    head.push(next.value)
    size += next.value.length
  }
  return head
}

/** The rule by which a log's first lines are chained; where none gives their hashes, a rule that the auditor states is taken at his word. */
export function ruleOf(head: readonly Uint8Array[], { secrets = [], rules = [] }: ChainTextDeps): FoundRule | NoRule {
  const found = findRule(head, { digests: chainDigests, secrets }, [...rules, ...builtInRules])
  const stated = found.rule === undefined ? rules.find((rule) => carries(head, rule)) : undefined
  return stated === undefined ? found : { ...found, rule: stated, held: 0, byForm: true }
}

async function* resumed(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

function ruleCheck(found: FoundRule | NoRule, deps: ChainTextDeps): Check {
  const base = { check: 'chain.rule', file: deps.file } as const
  if (found.rule === undefined) {
    const settles = RULE_SETTLES
    const tried = `${found.tried} known rules were tried on its first ${found.entries} chained entries, none gives their hashes`
    const message = found.tried === 0 ? 'No entry carries a hash and the hash before it' : tried
    return { ...base, level: 'proof', verdict: 'not-verifiable', state: 'unsupported', message, settles }
  }
  const { held, byForm } = found
  const message = `${fitOf(found, deps)}${found.rule.digest.keyed ? secretWords(deps) : ''}`
  return { ...base, level: 'observation', verdict: byForm ? 'not-verifiable' : 'verified', covered: held, message }
}

function fitOf({ rule, held, entries, tried, byForm }: FoundRule, { rules = [] }: ChainTextDeps): string {
  const name = rules.includes(rule) ? `Rule ${rule.id}, supplied for this run and not kept,` : `Rule ${rule.id}`
  if (!byForm)
    return `${name} gives the hash of ${held} of the first ${entries} chained entries; ${tried} rules were tried`
  const fits = `${name} fits the form of the first ${entries} chained entries`
  return rule.digest.keyed
    ? `${fits}; whether their content fits, only the right secret shows`
    : `${fits} and gives the hash of none of them`
}

const secretWords = ({ secrets = [] }: ChainTextDeps): string =>
  secrets.length === 0 ? '' : '; a secret was supplied for this run and is not kept'

const LF = 0x0a

/** Lines of a text without their LF. A line over 4 MiB comes cut; no rule reads one of that length. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    let at = 0
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, at)) {
      const part = chunk.subarray(at, end)
      yield rest.length === 0 ? part : Buffer.concat([...rest, part])
      rest = []
      size = 0
      at = end + 1
    }
    if (at < chunk.length && size < MOST_LINE) rest.push(chunk.slice(at))
    size += chunk.length - at
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}

const MOST_LINE = 4 * 1024 * 1024
/** Bytes of a log's beginning that are held to find its rule. */
const MOST_HEAD = 8 * 1024 * 1024
