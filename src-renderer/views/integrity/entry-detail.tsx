import { Button } from '../../kit/button.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { chainText } from '../../text/chain.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { ChainPart } from './chain-part.tsx'
import { CheckMark } from './check-mark.tsx'
import { type Check, type Node, wordOf } from './check-nodes.ts'
import { ExpectedFound } from './expected-found.tsx'
import { FactsPart } from './facts-part.tsx'

interface Props {
  readonly entry: Check
  readonly node: Node
  readonly roots: readonly Node[]
  readonly breaks: readonly Node[]
  readonly at: number
  readonly onStep: (by: number) => void
  readonly onSelect: (key: string) => void
  readonly onSupply: (bundle: number) => void
}

/** Whether a secret or a rule of one's own could tell more: of a chain within a log, or of a log that offers nothing. */
const isSuppliable = ({ check, verdict }: Check, { bundle }: Node): boolean =>
  verdict !== 'verified' &&
  (check === 'source.proof' ||
    check === 'chain.rule' ||
    (check === 'chain.link' && bundle.checks.some((one) => one.check === 'chain.rule')))

/** A place in the chain that was made beside a log when it was exported. */
const isBeside = ({ check, file, line }: Check): boolean =>
  check === 'chain.link' && file !== undefined && file.startsWith('data/') && line !== undefined

function toldOf(entry: Check): { readonly title: string; readonly plain?: string | undefined } {
  if (!isBeside(entry)) return { title: entry.message }
  const { kind, line = 1, seq, count = 1, file = '' } = entry
  const name = file.split('/').at(-1) ?? file
  const title = chainText.headline(kind, { line: kind === 'removed' ? (seq ?? line) : line, count, file: name })
  return title === undefined ? { title: entry.message } : { title, plain: chainText.explain(kind, name) }
}

function Head({
  entry,
  breaks,
  at,
  onStep,
  title,
  plain,
}: Omit<Props, 'node' | 'roots' | 'onSelect' | 'onSupply'> & ReturnType<typeof toldOf>) {
  return (
    <section className="sec">
      <div className="row top" style={{ gap: 10 }}>
        <CheckMark word={wordOf([entry])} />
        <h2 className="detail-title">
          <PlainText text={title} />
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
  )
}

/** One entry: the sentence, the chain where it stands in one, expected and found in full, and what would settle it. */
export function EntryDetail(props: Props) {
  const { entry, node, roots, onSelect, onSupply } = props
  const told = toldOf(entry)
  const { id } = node.bundle
  const isChained =
    entry.check.startsWith('chain.') || entry.check.startsWith('digest.') || entry.check.startsWith('file.')
  return (
    <ScrollPane label={text.checkName(entry.check)}>
      <Head {...props} {...told} />
      {isChained && id !== undefined ? (
        <ChainPart bundle={id} node={node} roots={roots} onSelect={onSelect} />
      ) : (
        <ExpectedFound entry={entry} />
      )}
      <FactsPart entry={entry} node={node} says={told.title === entry.message ? undefined : entry.message} />
      {id !== undefined && isSuppliable(entry, node) && (
        <section className="sec">
          <Button onClick={() => onSupply(id)}>{text.supply}</Button>
        </section>
      )}
    </ScrollPane>
  )
}
