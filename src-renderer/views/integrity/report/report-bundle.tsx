import type { Answer } from '../../../../src-main/contract/calls.ts'
import { PlainText } from '../../../kit/plain-text.tsx'
import { checkText } from '../../../text/checks.ts'
import { reportText as text } from '../../../text/report.ts'
import { failureWords, stateWords } from '../../../text/words.ts'
import { CheckMark } from '../check-mark.tsx'
import { type Check, type CheckedBundle, wordOf } from '../check-nodes.ts'
import { markOf } from '../mark-meaning.ts'

interface Props {
  readonly n: number
  readonly bundle: CheckedBundle
  readonly known: Answer<'overview'>['bundles'][number] | undefined
}

/** One bundle of the report: its verdict, what it means, and every check of it with its sentence. */
export function ReportBundle({ n, bundle, known }: Props) {
  const { word, means, settles } = markOf({ is: 'bundle', key: '', bundle, unchecked: false })
  const proof = bundle.checks.filter(({ level }) => level === 'proof')
  const seen = bundle.checks.filter(({ level }) => level === 'observation')
  return (
    <section className="report-bundle">
      <h2>
        <PlainText text={text.bundle(n, bundle.name)} />
      </h2>
      <p>
        <CheckMark word={word} /> {means}
        {settles && (
          <>
            {' '}
            {text.settled}: <PlainText text={settles} />
          </>
        )}
      </p>
      <p>{known ? text.summary(known.title, known.lines, known.records) : bundle.format}</p>
      <Checks caption={text.proof} checks={proof} />
      <Checks caption={text.observations} checks={seen} />
    </section>
  )
}

function Checks({ caption, checks }: { readonly caption: string; readonly checks: readonly Check[] }) {
  if (checks.length === 0) return null
  return (
    <table className="report-table checks">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.columnVerdict}</th>
          <th scope="col">{text.columnCheck}</th>
          <th scope="col">{text.columnSays}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a check is its place among the checks
          <Row key={place} check={check} />
        ))}
      </tbody>
    </table>
  )
}

const placeOf = ({ file, line, kind, state }: Check): string =>
  [file, line === undefined ? '' : text.line(line), kind ? failureWords[kind] : '', state ? stateWords[state] : '']
    .filter(Boolean)
    .join(', ')

function Row({ check }: { readonly check: Check }) {
  const { verdict, covered, message } = check
  const { name, means, settles } = checkText(check.check)
  const open = verdict === 'failed' || verdict === 'not-verifiable'
  const place = placeOf(check)
  return (
    <tr>
      <td>
        <CheckMark word={wordOf([check])} size={11} />
      </td>
      <td>
        {name}
        {verdict === 'verified' && covered !== undefined && <span className="report-note">{text.covers(covered)}</span>}
      </td>
      <td>
        <PlainText text={message} />
        {place && (
          <span className="report-note">
            <PlainText text={place} />
          </span>
        )}
        <Values check={check} />
        {open && <span className="report-note">{text.means(means)}</span>}
        {verdict !== 'verified' && <Named name={text.settled} value={check.settles ?? settles} />}
      </td>
    </tr>
  )
}

function Values({ check: { expected, found, follows } }: { readonly check: Check }) {
  return (
    <>
      <Named name={text.expected} value={expected} mono />
      <Named name={text.found} value={found} mono />
      {follows?.map((one) => (
        <Named key={one} name={text.follows} value={one} />
      ))}
    </>
  )
}

interface NamedProps {
  readonly name: string
  readonly value: string | undefined
  readonly mono?: boolean
}

function Named({ name, value, mono = false }: NamedProps) {
  if (value === undefined || value === '') return null
  return (
    <span className="report-note">
      {name}:{' '}
      <span className={mono ? 'mono' : ''}>
        <PlainText text={value} />
      </span>
    </span>
  )
}
