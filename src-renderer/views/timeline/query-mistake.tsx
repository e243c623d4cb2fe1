import type { Mistake } from '../../../src-main/core/filter/parse.ts'
import { timelineText as text } from '../../text/timeline.ts'

interface Props {
  readonly draft: string
  readonly mistake: Mistake
  readonly onMeant: (draft: string) => void
}

/** What is wrong in what was typed, the place marked, and what was probably meant. The last good result stays. */
export function QueryMistake({ draft, mistake, onMeant }: Props) {
  const { from, to, at, message, suggestion } = mistake
  return (
    <p className="popup query-mistake" role="alert">
      <span className="mono">
        {draft.slice(0, from)}
        <span className="wave">{draft.slice(from, Math.max(to, from + 1)) || ' '}</span>
        {draft.slice(Math.max(to, from + 1))}
      </span>
      <span className="mistake">{text.mistake(at, suggestion ? (message.split(';')[0] ?? message) : message)}</span>
      {suggestion && (
        <span>
          {text.meant}{' '}
          <button
            type="button"
            className="link"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onMeant(draft.slice(0, from) + suggestion + draft.slice(to))}
          >
            {suggestion}
          </button>
          ?
        </span>
      )}
    </p>
  )
}
