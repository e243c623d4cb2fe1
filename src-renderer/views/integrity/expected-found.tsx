import type { ReactNode } from 'react'
import { copyText } from '../../app/copy-text.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { inGroups } from '../../kit/values.ts'
import { chainText } from '../../text/chain.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { common } from '../../text/words.ts'
import type { Link } from './chain-view.ts'
import type { Check } from './check-nodes.ts'
import { differing } from './differing.ts'

const isHash = (value: string): boolean => /^[0-9a-f]{32,128}$/u.test(value)

interface ValueProps {
  readonly value: string | undefined
  readonly other: string | undefined
  readonly look: 'ins' | 'del'
}

/** A value with the part marked in which it differs from the other. Hashes of two contents differ in all parts. */
function Value({ value, other, look }: ValueProps) {
  if (value === undefined || value === '') return <span className="t3">{text.nothingThere}</span>
  if (isHash(value))
    return (
      <span className="mono" data-copy={value}>
        <span className={look}>{inGroups(value, 16)}</span>
      </span>
    )
  const { before, differs, after } = differing(value, other)
  return (
    <span data-copy={value}>
      <PlainText text={before} />
      <mark className={look}>
        <PlainText text={differs} />
      </mark>
      <PlainText text={after} />
    </span>
  )
}

function Row({
  name,
  note,
  children,
}: {
  readonly name: string
  readonly note?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="whole">
        {children} {note && <span className="t3">{note}</span>}
      </dd>
    </>
  )
}

/** Whether a place is one of a log whose chain lies beside it. */
const isBeside = (link: Link | undefined): link is Link => link?.link !== undefined && link.entry !== undefined

const written = (value: string | undefined): string => value ?? text.nothingThere

function Copy({ expected, found }: Pick<Check, 'expected' | 'found'>) {
  const { say } = useCaseScreen()
  const both = `${text.expected}: ${written(expected)}\n${text.found}: ${written(found)}`
  return (
    <Button small icon="copy" onClick={() => void copyText(both).then((ok) => ok && say(common.copied))}>
      {text.copy}
    </Button>
  )
}

interface Props {
  readonly entry: Check
  /** The link of the same place, where its chain lies beside the log. */
  readonly link?: Link | undefined
}

/** What should stand there and what does, in full; with what the chain states of the place. */
export function ExpectedFound({ entry, link }: Props) {
  const { expected, found } = entry
  if (expected === undefined && found === undefined) return null
  const beside = isBeside(link) ? link : undefined
  return (
    <section className="sec">
      <div className="row">
        <h3>{text.expectedFound}</h3>
        <span className="right">
          <Copy expected={expected} found={found} />
        </span>
      </div>
      <dl className="kv">
        <Row name={text.expected} note={beside && chainText.expectedLine}>
          <Value value={expected} other={found} look="ins" />
        </Row>
        <Row name={text.found} note={beside && found ? chainText.foundLine : undefined}>
          <Value value={found} other={expected} look={entry.verdict === 'failed' ? 'del' : 'ins'} />
        </Row>
        {beside && (
          <Row name={chainText.link} note={chainText.followsFrom((beside.entry ?? 1) - 1)}>
            <Value value={beside.link} other={undefined} look="ins" />
          </Row>
        )}
      </dl>
    </section>
  )
}
