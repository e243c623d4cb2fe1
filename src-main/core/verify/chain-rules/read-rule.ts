import { memberTwice } from '../../json/i-json.ts'
import { hashesPrevious } from './preimage.ts'
import { ChainRule } from './rule.ts'

/** A rule that was read, or what is wrong with its text and where: the line, from 1, of what is no JSON, else the member. */
export type RuleRead =
  | { readonly ok: true; readonly rule: ChainRule }
  | { readonly ok: false; readonly reason: string; readonly line?: number | undefined }

/** A chain rule out of its JSON. No value of the text is repeated: it may be the wrong file, and that file a secret. */
export function readChainRule(text: string): RuleRead {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { ok: false, reason: 'it is not valid JSON', line: lineOf(error, text) }
  }
  if (memberTwice(text) !== undefined) return { ok: false, reason: 'a member stands twice in one object' }
  const read = ChainRule.safeParse(value)
  if (!read.success) return { ok: false, reason: reasonOf(read.error.issues) }
  const reason = unusable(read.data)
  return reason === undefined ? { ok: true, rule: read.data } : { ok: false, reason }
}

/** Where the parser says that the JSON ends; it does not say so of every mistake. */
function lineOf(error: unknown, text: string): number | undefined {
  const position = error instanceof SyntaxError ? / at position (\d{1,15})/.exec(error.message)?.[1] : undefined
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length
}

type Issue = {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly message: string
}

function reasonOf([first]: readonly Issue[]): string {
  if (first === undefined) return 'it has another form'
  const place = first.path.join('.') || 'the whole'
  // the names that are not known are text of the file
  return `${place}: ${first.code === 'unrecognized_keys' ? 'it holds a member that no rule has' : first.message}`
}

/** What fits the form and says nothing that could be checked. */
function unusable(rule: ChainRule): string | undefined {
  if (rule.entries === 'side-file') return 'entries: a side file is checked without a rule, as a file beside the log'
  if (!hashesPrevious(rule)) return 'body: the previous hash is in nothing that is hashed, so nothing would be chained'
  return undefined
}
