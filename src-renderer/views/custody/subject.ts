import { type Verdict, verdicts } from '../../../src-main/core/verify/check.ts'
import { count } from '../../kit/values.ts'
import { verdictWords } from '../../text/words.ts'

/** Members of an entry's detail that say what it was about, in the order in which they are looked for. */
const telling = [
  'name',
  'bundle',
  'pack',
  'file',
  'title',
  'subject',
  'key',
  'query',
  'where',
  'reason',
  'verdict',
  'records',
  'files',
]

const isVerdict = (value: unknown): value is Verdict => verdicts.some((known) => known === value)

/** A stored verdict in the words of the window; undefined of any other member. */
export const verdictWord = (name: string, value: unknown): string | undefined =>
  name === 'verdict' && isVerdict(value) ? verdictWords[value] : undefined

/** Names that the value says better alone. */
const unnamed = new Set(['name', 'title', 'reason'])

/** A member as words: what is true is its name, what is false is nothing to tell. */
function wordsOf(name: string, value: unknown): string | undefined {
  if (typeof value === 'number') return `${name} ${count(value)}`
  if (value === true) return name
  if (typeof value !== 'string' || value === '' || /^[0-9a-f]{64}$/u.test(value)) return undefined
  return verdictWord(name, value) ?? (unnamed.has(name) ? value : `${name} ${value}`)
}

/** One line about an entry: its most telling members first, then whatever else is plain. */
export function subjectOf(detail: Readonly<Record<string, unknown>>): string {
  const rest = Object.keys(detail).filter((name) => !telling.includes(name))
  return [...telling, ...rest]
    .flatMap((name) => wordsOf(name, detail[name]) ?? [])
    .slice(0, 4)
    .join(', ')
}
