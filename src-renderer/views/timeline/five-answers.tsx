import { useCaseScreen } from '../../app/case-screen.ts'
import { clockParts, dateText, fractionParts, momentOf, offsetMs, rfc3339 } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { actorKindWords, common, kindWord } from '../../text/words.ts'
import type { WholeRecord } from './shapes.ts'

function When({ time, timeUs }: { readonly time: string; readonly timeUs: number }) {
  const { zone, zones } = useCaseScreen()
  const moment = momentOf(time) ?? { us: timeUs }
  const { millis, below } = fractionParts(moment)
  const also = zones.find((other) => other !== zone && offsetMs(timeUs / 1000, other) !== offsetMs(timeUs / 1000, zone))
  return (
    <time dateTime={rfc3339(moment)} data-tip={rfc3339(moment)}>
      <b>
        {dateText(timeUs, zone)} {clockParts(timeUs, zone).clock}
      </b>
      {millis && `.${millis}${below}`} {zone}
      {also && (
        <span className="t2">
          {' '}
          {clockParts(timeUs, also).clock.slice(0, 5)} {also}
        </span>
      )}
    </time>
  )
}

function Who({ record: { actor, actorDisplay, actorKind } }: Pick<WholeRecord, 'record'>) {
  const beside = [actorDisplay === actor ? '' : actorDisplay, actorKindWords[actorKind]].filter(Boolean).join(', ')
  return (
    <>
      <dt>{text.who}</dt>
      <dd data-tip={actor}>
        {actor === undefined ? (
          <i className="t3">{common.unknown}</i>
        ) : (
          <b>
            <PlainText text={actor} />
          </b>
        )}{' '}
        <span className="t2">
          <PlainText text={beside} />
        </span>
      </dd>
    </>
  )
}

/** Who did what to what, when, from where, with what result. */
export function FiveAnswers({ found: { record, seenBefore } }: { readonly found: WholeRecord }) {
  const { kind, target, targetVersion, ip, port, outcome, reason } = record
  return (
    <section className="five" aria-label={text.five}>
      <dl>
        <Who record={record} />
        <dt>{text.what}</dt>
        <dd data-tip={target}>
          {kindWord(kind)}{' '}
          {target !== undefined && (
            <b>
              <PlainText text={target} />
            </b>
          )}{' '}
          {targetVersion !== undefined && <span className="t2">v{targetVersion}</span>}
          <span className="t2"> {text.seenTarget(seenBefore.actorOnTarget)}</span>
        </dd>
        <dt>{text.when}</dt>
        <dd>
          <When time={record.time} timeUs={record.timeUs} />
        </dd>
        <dt>{text.from}</dt>
        <dd>
          {ip === undefined ? <span className="t3">{common.notInSource}</span> : <b>{ip}</b>}
          {port !== undefined && <span className="t2"> : {port}</span>}{' '}
          {ip !== undefined && <span className="t3">{text.seenFrom(seenBefore.actorFromIp)}</span>}
        </dd>
        <dt>{text.result}</dt>
        <dd data-tip={reason}>
          <b>{outcome}</b>{' '}
          {reason !== undefined && (
            <span className="t2">
              <PlainText text={reason} />
            </span>
          )}
        </dd>
      </dl>
    </section>
  )
}
