import type { Check } from '../../core/verify/check.ts'
import { open, seen } from './findings.ts'

/** Signed by what they are (EN 319 162-1). */
const ASIC = /\.(?:asice|asics|sce|scs)$/i
/** Signed perhaps (ISO/IEC 29500-2, clause 13). */
const WORKBOOK = /\.xls[xm]$/i

/**
 * Containers that were opened to read the logs in them and are not kept themselves (too large, or inside another archive), so that nobody can
 * look at their signatures. An ASiC container always offers one, so its logs are not verifiable; a workbook may, which is only said.
 */
export function* openedContainers(logs: readonly string[], kept: readonly string[]): Generator<Check> {
  for (const path of new Set(logs.flatMap(containersOf))) {
    if (kept.includes(path)) continue
    if (ASIC.test(path)) {
      const message = `${path} was opened to read what is in it, and its signature was not checked`
      yield { ...open('container.signature', message, SETTLES), state: 'unsupported', file: path }
    } else if (WORKBOOK.test(path)) {
      const message = `${path} was opened to read its sheets; whether it is signed, and whether that holds, was not looked at`
      yield { ...seen('office.signature', message, path), settles: SETTLES }
    }
  }
}

const SETTLES =
  'The logs as files with a signature beside them, or what a program that checks such containers says of this one'

/** `a.zip!b.asice!c.log` lies in `a.zip` and in `a.zip!b.asice`. */
function containersOf(path: string): string[] {
  const steps = path.split('!')
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('!'))
}
