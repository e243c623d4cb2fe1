import type { Check } from '../../../core/verify/check.ts'

/** A check in one line, as the cases of the tests state it: verdict/state, check, file, kind, :line, xcovered. */
export function told({ level, verdict, state, check, file, kind, line, covered }: Check): string {
  const words = [
    level === 'observation' ? 'observation' : '',
    state === undefined ? verdict : `${verdict}/${state}`,
    check,
    file,
    kind,
    line === undefined ? '' : `:${line}`,
    covered === undefined ? '' : `x${covered}`,
  ]
  return words.filter((word) => word !== undefined && word !== '').join(' ')
}

/** Every check of a proof. */
export async function collected(checks: AsyncIterable<Check>): Promise<Check[]> {
  const all: Check[] = []
  for await (const check of checks) all.push(check)
  return all
}
