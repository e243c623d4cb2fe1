import type { ReactNode } from 'react'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { copyText } from '../../app/copy-text.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Verdict } from '../../app/verdict.tsx'
import { Button } from '../../kit/button.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { count, inGroups } from '../../kit/values.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { common, failureWords, stateWords } from '../../text/words.ts'
import { type Check, coverage, type Node } from './check-nodes.ts'
import { LinkPart } from './link-part.tsx'

interface Props {
  readonly entry: Check
  readonly node: Node
  readonly breaks: readonly Node[]
  readonly at: number
  readonly onStep: (by: number) => void
  readonly onSelect: (key: string) => void
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="whole">{children}</dd>
    </>
  )
}

/** A place in the chain of a file: its own part says how far the proof reaches. */
const isChained = ({ check, file, line }: Check): boolean =>
  check.startsWith('chain') && file !== undefined && line !== undefined

const isHash = (value: string): boolean => /^[0-9a-f]{32,128}$/u.test(value)

function Compared({ value, look }: { readonly value: string | undefined; readonly look: 'ins' | 'del' }) {
  if (value === undefined || value === '') return <span className="t3">{text.nothingThere}</span>
  return (
    <span className={isHash(value) ? 'mono' : ''} data-copy={value}>
      <span className={look}>{isHash(value) ? inGroups(value, 16) : <PlainText text={value} />}</span>
    </span>
  )
}

function ExpectedFound({ entry }: { readonly entry: Check }) {
  const { say } = useCaseScreen()
  const { expected, found } = entry
  if (expected === undefined && found === undefined) return null
  const both = `${text.expected}: ${expected ?? text.nothingThere}\n${text.found}: ${found ?? text.nothingThere}`
  return (
    <section className="sec">
      <div className="row">
        <h3>{text.expectedFound}</h3>
        <span className="right">
          <Button small icon="copy" onClick={() => void copyText(both).then((ok) => ok && say(common.copied))}>
            {text.copy}
          </Button>
        </span>
      </div>
      <dl className="kv">
        <Term name={text.expected}>
          <Compared value={expected} look="ins" />
        </Term>
        <Term name={text.found}>
          <Compared value={found} look={entry.verdict === 'failed' ? 'del' : 'ins'} />
        </Term>
      </dl>
    </section>
  )
}

function Follows({ follows }: { readonly follows: readonly string[] }) {
  return (
    <ul>
      {follows.map((one) => (
        <li key={one}>
          <PlainText text={one} />
        </li>
      ))}
    </ul>
  )
}

function reachOf(entry: Check, node: Node): string {
  const same = node.bundle.checks.filter(
    ({ check, file }) => check === entry.check && (entry.file === undefined || file === entry.file),
  )
  const { held, all } = coverage(same)
  if (held === 0) return text.reachNone
  return held === all ? text.reachAll(all) : text.reachUnits(held, text.checkName(entry.check))
}

/** What is known of an entry, by its name; nothing is named that it does not have. */
function factsOf(entry: Check, node: Node): readonly (readonly [string, string])[] {
  const { file, line, kind, state, settles } = entry
  const facts: readonly (readonly [string, string | false | undefined])[] = [
    [text.file, file],
    [text.place, line === undefined ? undefined : count(line)],
    [text.kind, kind && failureWords[kind]],
    [text.state, state && stateWords[state]],
    [text.level, entry.level === 'proof' ? text.levelProof : text.levelObservation],
    [text.what, text.couldBe(kind)],
    [text.settles, settles],
    [text.reach, !isChained(entry) && reachOf(entry, node)],
  ]
  return facts.flatMap(([name, fact]) => (fact ? [[name, fact] as const] : []))
}

function Facts({ entry, node }: Pick<Props, 'entry' | 'node'>) {
  return (
    <section className="sec">
      <dl className="kv wide">
        {factsOf(entry, node).map(([name, fact]) => (
          <Term key={name} name={name}>
            <PlainText text={fact} />
          </Term>
        ))}
        {entry.follows && entry.follows.length > 0 && (
          <Term name={text.follows}>
            <Follows follows={entry.follows} />
          </Term>
        )}
      </dl>
    </section>
  )
}

/** One entry: the sentence, where, expected and found in full, what it could be, what would settle it, and how far the proof reaches. */
export function EntryDetail({ entry, node, breaks, at, onStep, onSelect }: Props) {
  const { bundle } = node
  const plain = isChained(entry) ? text.explain(entry.kind, entry.file?.split('/').at(-1) ?? '') : undefined
  return (
    <ScrollPane label={text.checkName(entry.check)}>
      <section className="sec">
        <div className="row top" style={{ gap: 10 }}>
          <Verdict verdict={entry.verdict} />
          <h2 className="detail-title">
            <PlainText text={entry.message} />
          </h2>
          {at >= 0 && (
            <span className="row right t3 nowrap">
              {text.breakOf(at + 1, breaks.length)}
              <Button small look="plain" aria-label={text.previousBreak} onClick={() => onStep(-1)} keys="[" />
              <Button small look="plain" aria-label={text.nextBreak} onClick={() => onStep(1)} keys="]" />
            </span>
          )}
        </div>
        {plain && (
          <p className="t2 plain">
            <PlainText text={plain} />
          </p>
        )}
      </section>
      {entry.check.startsWith('chain') &&
        entry.line !== undefined &&
        entry.file !== undefined &&
        bundle.id !== undefined && (
          <LinkPart
            bundle={bundle.id}
            file={entry.file}
            line={entry.line}
            breaks={breaks}
            node={node}
            onSelect={onSelect}
          />
        )}
      <ExpectedFound entry={entry} />
      <Facts entry={entry} node={node} />
    </ScrollPane>
  )
}
