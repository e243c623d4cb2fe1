import { createHmac, hash } from 'node:crypto'
import type { Check } from '../../../core/verify/check.ts'
import type { Anchor } from '../../../core/verify/chain-rules/anchor.ts'
import { builtInRules } from '../../../core/verify/chain-rules/built-in.ts'
import { ChainChecker } from '../../../core/verify/chain-rules/check-chain.ts'
import type { EntryRead } from '../../../core/verify/chain-rules/check-chain.ts'
import { findRule, MOST_HEAD_LINES } from '../../../core/verify/chain-rules/find-rule.ts'
import type { FoundRule, NoRule } from '../../../core/verify/chain-rules/find-rule.ts'
import { entryReader } from '../../../core/verify/chain-rules/reader.ts'
import type { ChainDigests, ChainRule } from '../../../core/verify/chain-rules/rule.ts'

/** Node's hashes for the rules of chains. */
export const chainDigests: ChainDigests = {
  digest: (algorithm, bytes) => hash(algorithm, bytes, 'buffer'),
  hmac: (algorithm, secret, bytes) => createHmac(algorithm, secret).update(bytes).digest(),
}

/** What a chain is checked with. Secrets are for this run alone and are kept nowhere. */
export interface ChainTextDeps {
  readonly file?: string | undefined
  readonly secrets?: readonly Uint8Array[] | undefined
  readonly anchors?: readonly Anchor[] | undefined
  /** Rules of the auditor, tried before the built-in ones. Never taken from the evidence itself. */
  readonly rules?: readonly ChainRule[] | undefined
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
  const { file, secrets = [], anchors = [] } = deps
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
  const head: Uint8Array[] = []
  const all = lines[Symbol.asyncIterator]()
  try {
    for (let size = 0; head.length < MOST_HEAD_LINES && size < MOST_HEAD;) {
      const next = await all.next()
      if (next.done === true) break
      head.push(next.value)
      size += next.value.length
    }
    const found = ruleOf(head, deps)
    yield ruleCheck(found, deps.file)
    if (found.rule !== undefined) yield* checkChainText(resumed(head, all), found.rule, deps)
  } finally {
    await all.return?.() // also where no rule fits and the rest is not read
  }
}

/** The rule by which a log's first lines are chained. */
export function ruleOf(head: readonly Uint8Array[], { secrets = [], rules = [] }: ChainTextDeps): FoundRule | NoRule {
  return findRule(head, { digests: chainDigests, secrets }, [...rules, ...builtInRules])
}

async function* resumed(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

function ruleCheck(found: FoundRule | NoRule, file: string | undefined): Check {
  const base = { check: 'chain.rule', file } as const
  if (found.rule === undefined) {
    const settles = 'The rule by which the source chains its records, as a JSON file'
    const tried = `${found.tried} known rules were tried on its first ${found.entries} chained entries, none gives their hashes`
    const message = found.tried === 0 ? 'No entry carries a hash and the hash before it' : tried
    return { ...base, level: 'proof', verdict: 'not-verifiable', state: 'unsupported', message, settles }
  }
  const { rule, held, entries, tried, byForm } = found
  const message = byForm
    ? `Rule ${rule.id} fits the form of the first ${entries} chained entries; whether their content fits, only the right secret shows`
    : `Rule ${rule.id} gives the hash of ${held} of the first ${entries} chained entries; ${tried} rules were tried`
  return { ...base, level: 'observation', verdict: byForm ? 'not-verifiable' : 'verified', covered: held, message }
}

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
