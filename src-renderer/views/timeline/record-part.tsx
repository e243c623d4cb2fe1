import type { ReactNode } from 'react'
import { PlainText } from '../../kit/plain-text.tsx'
import { shortHash } from '../../kit/values.ts'
import { timelineText as text } from '../../text/timeline.ts'
import { common, flagWords } from '../../text/words.ts'
import type { WholeRecord } from './shapes.ts'

const always = [
  'credential',
  'onBehalfOf',
  'application',
  'action',
  'environment',
  'userAgent',
  'requestId',
  'session',
] as const
const ifGiven = [
  'reason',
  'region',
  'traceId',
  'targetType',
  'targetVersion',
  'reasonGiven',
  'ticket',
  'collector',
] as const

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      {children === undefined ? <dd className="none">{common.notInSource}</dd> : <dd>{children}</dd>}
    </>
  )
}

/** A long digest, with what names its kind before it: its ends are what is compared. */
const DIGEST = /^([a-z0-9-]*:)?([0-9a-f]{32,})$/u

const written = (value: string | undefined): ReactNode => {
  if (value === undefined) return undefined
  const [, kind = '', digest] = DIGEST.exec(value) ?? []
  return (
    <span data-tip={value} className={digest === undefined ? '' : 'mono'}>
      {digest === undefined ? <PlainText text={value} /> : `${kind}${shortHash(digest, 16, 8)}`}
    </span>
  )
}

/** The fields of a record; those every source may have are named even where this one has none. */
export function RecordPart({ found: { record, bundleName } }: { readonly found: WholeRecord }) {
  return (
    <section className="dsec">
      <h3>
        {text.normalised}
        <span className="right t3 sm">{text.asNormalised}</span>
      </h3>
      <dl className="kv">
        <Line name="system">
          {record.system} <span className="t3">{bundleName}</span>
        </Line>
        <Line name="actor">{written(record.actor)}</Line>
        {always.map((field) => (
          <Line key={field} name={field}>
            {written(record[field])}
          </Line>
        ))}
        <Line name={text.ipPort}>
          {record.ip === undefined ? undefined : `${record.ip}${record.port === undefined ? '' : ` : ${record.port}`}`}
        </Line>
        {ifGiven.map(
          (field) =>
            record[field] !== undefined && (
              <Line key={field} name={field}>
                {written(record[field])}
              </Line>
            ),
        )}
        <Line name={text.flags}>
          {record.flags.length > 0 ? (
            <span data-tip={record.flags.map((flag) => flagWords[flag]).join(', ')}>
              {record.flags.map((flag) => flagWords[flag]).join(', ')}
            </span>
          ) : (
            '–'
          )}
        </Line>
      </dl>
    </section>
  )
}
