import type { Check, Verdict } from '../verify/check.ts'

/** Checks in which trust can begin, the strongest first: who vouches for it, then what ties records to one another, then bytes. */
const ranks: readonly RegExp[] = [
  /^(?:digest\.signature|signature\.|time\.stamp$|container\.signature|office\.signature|chain\.anchor$)/,
  /^(?:chain\.link$|merkle\.|sum\.)/,
  /^(?:digest\.|container\.|office\.)/,
]

const rankOf = (check: string): number => ranks.findIndex((shape) => shape.test(check))

/** One or two sentences: the first thing of a source that is proved, and how far it does not reach; or that nothing is. */
export function trustBegins(verdict: Verdict | 'unchecked', checks: readonly Check[]): string {
  if (verdict === 'unchecked') return 'Not checked yet: nothing of this source is proved until it is verified.'
  const proofs = checks.filter(({ level }) => level === 'proof')
  const held = proofs.filter((one) => one.verdict === 'verified' && rankOf(one.check) >= 0)
  const [first] = held.toSorted((a, b) => rankOf(a.check) - rankOf(b.check))
  const open = proofs.find((one) => one.verdict === verdict && verdict !== 'verified')
  const limit = open === undefined ? '' : ` ${ends[verdict]}: ${sentence(open)}`
  if (first === undefined) return `Nothing of this source is proved.${limit}`
  const only = rankOf(first.check) === ranks.length - 1 ? ' Nobody signed it.' : ''
  return `It begins with this: ${sentence(first)}${only}${limit}`
}

const sentence = ({ message }: Check): string => (message.endsWith('.') ? message : `${message}.`)

const ends: Readonly<Record<Verdict, string>> = {
  verified: '',
  failed: 'It ends where this failed',
  'not-verifiable': 'Open remains',
  'not-offered': 'Why',
}
