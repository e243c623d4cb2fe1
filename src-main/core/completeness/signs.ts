import type { Check } from '../verify/check.ts'

/** What a check says of whether records are missing: the first finding of its name, and how many more there are. */
export interface Sign {
  readonly check: string
  readonly message: string
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly settles?: string | undefined
  readonly more: number
}

/** Checks that bear on whether everything is there; silences are told as gaps. */
const telling =
  /^(?:sequence|pair|export|device|devices|period|log)\.|^(?:salt\.change|time\.clock|record\.identity|bundle\.period|bundle\.count|chain\.(?:gap|start|prefix|end|link|anchor)|file\.missing|proof\.reach)$/

/** One sign for each check that did not hold, in the order of the checks. */
export function signsIn(checks: readonly Check[]): Sign[] {
  const signs = new Map<string, Sign>()
  for (const { check, verdict, message, file, line, settles } of checks) {
    if (verdict === 'verified' || verdict === 'not-offered' || !telling.test(check)) continue
    const known = signs.get(check)
    const place = { ...(file !== undefined && { file }), ...(line !== undefined && { line }) }
    const first = { check, message, ...place, ...(settles !== undefined && { settles }), more: 0 }
    signs.set(check, known === undefined ? first : { ...known, more: known.more + 1 })
  }
  return [...signs.values()]
}
