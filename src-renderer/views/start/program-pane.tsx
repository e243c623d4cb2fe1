import { useEffect, useState } from 'react'
import type { Verdict as Word } from '../../../src-main/core/verify/check.ts'
import type { About } from '../../app/use-about.ts'
import { Verdict } from '../../app/verdict.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { proseTime } from '../../kit/moment.ts'
import { startText as text } from '../../text/start.ts'

const none = {}
const meanings: readonly (readonly [Word, string])[] = [
  ['verified', text.verified],
  ['failed', text.failed],
  ['not-verifiable', text.notVerifiable],
  ['not-offered', text.notOffered],
]

function Clock() {
  const [ms, setMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return proseTime(ms * 1000, 'UTC')
}

/** What this program is and may do, the four words, and what it reads. */
export function ProgramPane({ about }: { readonly about: About | undefined }) {
  const formats = useAnswer('formats.list', none)
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <aside className="start-side scroll" aria-label={text.program}>
      <section className="sec">
        <h2>{text.program}</h2>
        <dl className="kv">
          <dt>{text.network}</dt>
          <dd>{text.networkBlocked}</dd>
          <dt>{text.version}</dt>
          <dd>{about?.version ?? '–'}</dd>
          <dt>{text.clock}</dt>
          <dd>
            <Clock />
          </dd>
          <dt>{text.zone}</dt>
          <dd>{zone === 'UTC' ? zone : text.zoneLocal(zone)}</dd>
        </dl>
      </section>
      <section className="sec">
        <h2>{text.verdicts}</h2>
        {meanings.map(([verdict, meaning]) => (
          <p key={verdict} className="meaning">
            <Verdict verdict={verdict} />
            <span className="t2">{meaning}</span>
          </p>
        ))}
      </section>
      {formats?.ok && (
        <section className="sec">
          <h2>{text.reads}</h2>
          <p className="t2 sm">{formats.data.formats.map(({ title }) => title).join(', ')}</p>
        </section>
      )}
    </aside>
  )
}
