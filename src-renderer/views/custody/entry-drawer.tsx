import { copyText } from '../../app/copy-text.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { Drawer } from '../../kit/drawer.tsx'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { count } from '../../kit/values.ts'
import { VerdictMark } from '../../kit/verdict-mark.tsx'
import { custodyText as text } from '../../text/custody.ts'
import type { Entry } from './shapes.ts'
import { verdictWord } from './subject.ts'

interface Props {
  readonly entry: Entry
  readonly broken: boolean
  readonly onClose: () => void
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A thing of a list by its name; all of it stands in the entry as stored. */
const itemShown = (item: unknown): string =>
  isMap(item) ? String(item['path'] ?? item['name'] ?? shown(item)) : shown(item)

/** A value of an entry for people; the entry as stored stands below. */
function shown(value: unknown): string {
  if (typeof value === 'number') return count(value)
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (typeof value === 'string') return value || '–'
  if (Array.isArray(value)) return value.map(itemShown).join(', ') || '–'
  if (!isMap(value)) return String(value)
  return Object.entries(value)
    .map(([name, one]) => (name === 'query' && one === '' ? text.allRecords : `${name} ${shown(one)}`))
    .join(', ')
}

function Facts({ entry }: Pick<Props, 'entry'>) {
  return (
    <section className="sec">
      <dl className="kv">
        <dt>{text.act}</dt>
        <dd className="med">{entry.event}</dd>
        <dt>{text.when}</dt>
        <dd data-tip={entry.time}>{proseTime(microsOf(entry.time) ?? 0, 'UTC')}</dd>
        <dt>{text.who}</dt>
        <dd>
          <PlainText text={entry.actor} />
        </dd>
        <dt>{text.program}</dt>
        <dd>{entry.tool}</dd>
        {Object.entries(entry.detail).map(([name, value]) => (
          <Line key={name} name={name} value={verdictWord(name, value) ?? shown(value)} />
        ))}
      </dl>
    </section>
  )
}

function Stored({ entry }: Pick<Props, 'entry'>) {
  const { say } = useCaseScreen()
  const stored = JSON.stringify(entry)
  return (
    <section className="sec">
      <div className="row">
        <h3>{text.stored}</h3>
        <span className="right">
          <Button small icon="copy" onClick={() => void copyText(stored).then((ok) => ok && say(text.copied))}>
            {text.copy}
          </Button>
        </span>
      </div>
      <pre className="raw stored">
        <PlainText text={stored} />
      </pre>
    </section>
  )
}

/** One entry in full: what was done, its link, and the entry as it is stored. */
export function EntryDrawer({ entry, broken, onClose }: Props) {
  const { narrow } = useCaseScreen()
  const head = (
    <>
      <h2>{text.entry(entry.seq)}</h2>
      <span className="right">
        <VerdictMark mark={broken ? 'failed' : 'verified'} word={broken ? text.linkBroken : text.linkProven} />
        {narrow && <Button look="plain" small icon="close" aria-label={text.close} onClick={onClose} />}
      </span>
    </>
  )
  return (
    <Drawer label={text.entry(entry.seq)} head={head} onClose={onClose}>
      <Facts entry={entry} />
      <section className="sec">
        <h3>
          {text.link} <span className="t3 sm">{text.linkRule}</span>
        </h3>
        <dl className="kv">
          <dt>{text.previous}</dt>
          <dd className="mono whole">{entry.prev_hash}</dd>
          <dt>{text.this}</dt>
          <dd className="mono whole">{entry.hash}</dd>
        </dl>
      </section>
      <Stored entry={entry} />
    </Drawer>
  )
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="ell">{name}</dt>
      <dd className="whole">
        <PlainText text={value} />
      </dd>
    </>
  )
}
