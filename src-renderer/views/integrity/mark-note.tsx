import { PlainText } from '../../kit/plain-text.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import type { Node } from './check-nodes.ts'
import { CheckMark } from './check-mark.tsx'
import { markOf } from './mark-meaning.ts'

/** The chosen mark in words, below the tree; one that held says nothing more than its place in it. */
export function MarkNote({ node }: { readonly node: Node }) {
  const { word, name, means, settles } = markOf(node)
  if (word === 'verified' || word === 'no-remark' || word === 'nothing-there') return null
  return (
    <div className={`note mark-note ${word}`}>
      <CheckMark word={word} bare />
      <p>
        <b className="med">
          <PlainText text={name} />
        </b>
        : {means} {settles && <PlainText text={text.settledBy(settles)} />}
      </p>
    </div>
  )
}
