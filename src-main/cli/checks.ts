import type { JobResult } from '../contract/events.ts'
import { visible } from './visible.ts'
import { count, duration, verdictWords } from './words.ts'

type Result = JobResult<'verify'>
type Bundle = Result['bundles'][number]
type Check = Bundle['checks'][number]

const NAMED_FINDINGS = 20

/** A number of the source's own is told where it says more than the line. */
const place = ({ file, line, seq }: Check): string =>
  [
    file === undefined ? '' : visible(file),
    line === undefined ? '' : `line ${count(line)}`,
    seq === undefined || seq === line ? '' : `number ${count(seq)}`,
  ]
    .filter((part) => part !== '')
    .join(', ')

/** One check as a head line and what stands behind it. */
export function checkLines(check: Check): string[] {
  const { verdict, kind, message, expected, found, follows = [], settles } = check
  const where = place(check)
  const head = [`  ${verdictWords(verdict)}`, check.check, kind ?? '', where].filter((part) => part !== '').join('  ')
  return [
    head,
    `      ${visible(message)}`,
    ...(expected === undefined ? [] : [`      expected  ${visible(expected)}`]),
    ...(found === undefined ? [] : [`      found     ${visible(found)}`]),
    ...follows.map((follow) => `      follows   ${visible(follow)}`),
    ...(settles === undefined || message.includes(settles) ? [] : [`      settled by: ${visible(settles)}`]),
  ]
}

/** A check that held is one line. */
function heldLines(check: Check): string[] {
  const where = check.message.includes(check.file ?? '') ? '' : `${place(check)}  `
  return [`  ${verdictWords(check.verdict)}  ${check.check}  ${where}${visible(check.message)}`]
}

function group(head: string, checks: readonly Check[]): string[] {
  if (checks.length === 0) return []
  const named = checks
    .slice(0, NAMED_FINDINGS)
    .flatMap((check) => (check.verdict === 'verified' ? heldLines(check) : checkLines(check)))
  const more = checks.length - NAMED_FINDINGS
  return [head, ...named, ...(more > 0 ? [`  and ${count(more)} more of these (all with --json)`] : [])]
}

function bundleLines({ id, name, format, verdict, checks }: Bundle): string[] {
  const proof = checks.filter(({ level }) => level === 'proof')
  const of = (word: Check['verdict']): Check[] => proof.filter((check) => check.verdict === word)
  const number = id === undefined ? '' : `Bundle ${id}  `
  return [
    `${number}${visible(name)}  ${visible(format)}: ${verdictWords(verdict)}`,
    ...group('Failed', of('failed')),
    ...group('Not verifiable', of('not-verifiable')),
    ...group('Held', of('verified')),
    ...group('Not offered by this source', of('not-offered')),
    ...group(
      'Observed (never decides a verdict)',
      checks.filter(({ level }) => level === 'observation'),
    ),
    '',
  ]
}

/** What a verification found, the gravest first, and its verdict. */
export function verifyLines({ verdict, bundles, seconds }: Result): string[] {
  const last = `Verdict: ${verdictWords(verdict)} (${count(bundles.length)} ${bundles.length === 1 ? 'bundle' : 'bundles'}, ${duration(seconds)})`
  return [...bundles.flatMap(bundleLines), last]
}
