import type { JobResult } from '../contract/events.ts'
import { visible } from './visible.ts'
import { count, counted, duration, verdictWords } from './words.ts'

type Result = JobResult<'verify'>
type Bundle = Result['bundles'][number]
type Check = Bundle['checks'][number]

const NAMED_FINDINGS = 20
/** Of one check in one file: thousands of lines alike must not hide what else there is. */
const NAMED_ALIKE = 5

/** A number of the source's own is told where it says more than the line. */
const place = ({ file, line, seq, count: many = 1 }: Check): string =>
  [
    file === undefined ? '' : visible(file),
    line === undefined ? '' : linesText(line, many),
    seq === undefined || seq === line ? '' : `number ${count(seq)}`,
  ]
    .filter((part) => part !== '')
    .join(', ')

const linesText = (line: number, many: number): string =>
  many === 1 ? `line ${count(line)}` : `lines ${count(line)} to ${count(line + many - 1)}`

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
  const lines = [head]
  let [named, unnamed] = [0, 0]
  for (const [what, alike] of Map.groupBy(checks, whatAndWhere)) {
    const first = alike.slice(0, Math.min(NAMED_ALIKE, NAMED_FINDINGS - named))
    named += first.length
    const more = alike.length - first.length
    lines.push(...first.flatMap((check) => (check.verdict === 'verified' ? heldLines(check) : checkLines(check))))
    if (first.length === 0) unnamed += more
    else if (more > 0) lines.push(`  and ${count(more)} more of ${visible(what)} (all with --json)`)
  }
  return unnamed === 0 ? lines : [...lines, `  and ${count(unnamed)} more of these (all with --json)`]
}

const whatAndWhere = ({ check, file }: Check): string => (file === undefined ? check : `${check} in ${file}`)

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

const KEY_HINT =
  'A key or certificate that is missing is given with --trust FILE; "proofline trust CASE add FILE" keeps it in a case.'

const lacksKey = ({ checks }: Bundle): boolean =>
  checks.some(({ level, state }) => level === 'proof' && state === 'trust-unknown')

/** What a verification found, the gravest first, and its verdict; of files that were refused nothing was checked. */
export function verifyLines({ verdict, bundles, seconds }: Result, refused = 0): string[] {
  const unchecked = refused > 0 ? [`${counted(refused, 'refused file')} not checked`] : []
  // the custody of a case stands among them without an id, where something is wrong with it
  const own = bundles.filter(({ id }) => id !== undefined).length
  const over = [counted(own, 'bundle'), ...unchecked, duration(seconds)].join(', ')
  const last = `Verdict: ${verdictWords(verdict)} (${over})`
  return [...bundles.flatMap(bundleLines), ...(bundles.some(lacksKey) ? [KEY_HINT] : []), last]
}
