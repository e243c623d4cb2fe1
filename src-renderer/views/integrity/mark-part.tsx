import type { ReactNode } from 'react'
import { PlainText } from '../../kit/plain-text.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { CheckMark } from './check-mark.tsx'
import type { Node } from './check-nodes.ts'
import { markOf } from './mark-meaning.ts'

interface Props {
  readonly node: Node
  /** Further terms and what they are. */
  readonly children: ReactNode
}

/** The mark of a node and its name, what the mark means and what would settle it. */
export function MarkPart({ node, children }: Props) {
  const { word, name, means, settles } = markOf(node)
  return (
    <div className="sec">
      <div className="row" style={{ gap: 10 }}>
        <CheckMark word={word} />
        <h2 className="detail-title">
          <PlainText text={name} />
        </h2>
      </div>
      <dl className="kv wide" style={{ marginTop: 8 }}>
        <dt>{text.means}</dt>
        <dd className="whole">{means}</dd>
        {settles && (
          <>
            <dt>{text.settles}</dt>
            <dd className="whole">
              <PlainText text={settles} />
            </dd>
          </>
        )}
        {children}
      </dl>
    </div>
  )
}
