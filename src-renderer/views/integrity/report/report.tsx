import './report.css'
import type { ReactNode } from 'react'
import type { Answer } from '../../../../src-main/contract/calls.ts'
import { verdicts } from '../../../../src-main/core/verify/check.ts'
import type { CaseHead } from '../../../app/case-screen.ts'
import { Verdict } from '../../../app/verdict.tsx'
import { dateText, microsOf, proseTime, rangeText } from '../../../kit/moment.ts'
import { PlainText } from '../../../kit/plain-text.tsx'
import { duration } from '../../../kit/values.ts'
import { integrityText } from '../../../text/integrity.ts'
import { reportText as text } from '../../../text/report.ts'
import { CheckMark } from '../check-mark.tsx'
import type { VerifyState } from '../check-nodes.ts'
import { ReportBundle } from './report-bundle.tsx'

export interface ReportFacts {
  readonly state: VerifyState
  readonly head: CaseHead
  readonly overview: Answer<'overview'>
  readonly version: string
  readonly keys: Answer<'trust.list'>['keys']
  readonly custody: Answer<'custody.page'>
}

/** The period under audit as it was stated. */
const periodOf = ({ period: { from, to } }: CaseHead): string => (from || to ? `${from ?? '…'} – ${to ?? '…'}` : '')

/** What the case is about, for the head of each page: where no period was stated, the time of its records. */
export function spanOf(head: CaseHead): string {
  const [from, to] = [head.first, head.last].map((time) => (time === undefined ? undefined : microsOf(time)))
  const records = from === undefined || to === undefined ? '' : text.recordsOf(rangeText(from, to + 1, 'UTC'))
  return periodOf(head) || records
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Summary({ state, head, version, custody }: ReportFacts) {
  const us = state.checkedAt ? microsOf(state.checkedAt) : undefined
  const took = duration(state.seconds * 1000)
  return (
    <dl className="report-facts">
      <Fact name={text.case}>
        <PlainText text={head.title || head.name} />
      </Fact>
      {head.organisation && (
        <Fact name={text.organisation}>
          <PlainText text={head.organisation} />
        </Fact>
      )}
      {head.auditor && (
        <Fact name={text.examiner}>
          <PlainText text={head.auditor} />
        </Fact>
      )}
      <Fact name={text.period}>{periodOf(head) || text.noPeriod}</Fact>
      <Fact name={text.holding}>{text.holdings(head.bundles, head.records)}</Fact>
      <Fact name={text.verdict}>
        <Verdict verdict={state.verdict} /> ({text.verdictNote})
      </Fact>
      <Fact name={text.checked}>{us === undefined ? '–' : text.checkedIn(proseTime(us, 'UTC'), took)}</Fact>
      <Fact name={text.program}>{text.programName(version)}</Fact>
      <Fact name={text.custody}>
        <Verdict verdict={custody.verdict} /> {text.custodyHead(custody.total)}{' '}
        <span className="mono">{custody.head}</span>
      </Fact>
      <Fact name={text.times}>{text.timesUtc}</Fact>
    </dl>
  )
}

function Words() {
  return (
    <section>
      <h2>{text.words}</h2>
      <dl className="report-facts">
        {verdicts.map((verdict) => (
          <div key={verdict} className="report-word">
            <dt>
              <Verdict verdict={verdict} />
            </dt>
            <dd>{text.verdictWords[verdict]}</dd>
          </div>
        ))}
        {(['no-remark', 'nothing-there'] as const).map((word) => (
          <div key={word} className="report-word">
            <dt>
              <CheckMark word={word} />
            </dt>
            <dd>{integrityText.remarkMeans[word]}</dd>
          </div>
        ))}
      </dl>
      <p>{text.levels}</p>
    </section>
  )
}

const heads = [text.keyName, text.keyKind, text.keyFingerprint, text.keyWho, text.keyHow, text.keyAdded]

function Keys({ keys }: Pick<ReportFacts, 'keys'>) {
  if (keys.length === 0)
    return (
      <section>
        <h2>{text.keys}</h2>
        <p>{text.noKeys}</p>
      </section>
    )
  return (
    <section>
      <h2>{text.keys}</h2>
      <table className="report-table keys">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map(({ id, name, kind, fingerprint, who, how, added }) => (
            <tr key={id}>
              <td>
                <PlainText text={name} />
              </td>
              <td>{kind}</td>
              <td className="mono">{fingerprint}</td>
              <td>
                <PlainText text={who} />
              </td>
              <td>
                <PlainText text={how} />
              </td>
              <td>{dateText(microsOf(added) ?? 0, 'UTC')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function NotChecked({ state, overview }: Pick<ReportFacts, 'state' | 'overview'>) {
  const names = overview.bundles.filter(({ id }) => state.unchecked.includes(id)).map(({ name }) => name)
  if (names.length === 0) return null
  return (
    <section>
      <h2>{text.notChecked}</h2>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <PlainText text={name} />
          </li>
        ))}
      </ul>
      <p>{text.notCheckedMore}</p>
    </section>
  )
}

/** The whole verification for paper; the window does not show it. */
export function Report(facts: ReportFacts) {
  const { state, overview } = facts
  return (
    <article className="report">
      <h1>{text.title}</h1>
      <Summary {...facts} />
      <Words />
      <Keys {...facts} />
      <NotChecked {...facts} />
      {state.bundles.map((bundle, place) => (
        <ReportBundle
          key={bundle.id ?? bundle.name}
          n={place + 1}
          bundle={bundle}
          known={overview.bundles.find(({ id }) => id === bundle.id)}
        />
      ))}
      <section>
        <h2>{text.limits}</h2>
        <ul>
          {text.limitList.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </section>
    </article>
  )
}
