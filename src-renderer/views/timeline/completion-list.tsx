/* oxlint-disable jsx-a11y/click-events-have-key-events -- keys reach the parts through the container, whose active descendant they are */
import { timelineText as text } from '../../text/timeline.ts'
import type { Choice } from './use-completions.ts'

interface Props {
  readonly id: string
  readonly choices: readonly Choice[]
  readonly at: number
  readonly typed: string
  readonly onTake: (choice: Choice) => void
}

function Word({ word, typed }: { readonly word: string; readonly typed: string }) {
  const at = typed ? word.toLowerCase().indexOf(typed.toLowerCase()) : -1
  if (at < 0) return <bdi className="ell">{word}</bdi>
  return (
    <bdi className="ell">
      {word.slice(0, at)}
      <mark>{word.slice(at, at + typed.length)}</mark>
      {word.slice(at + typed.length)}
    </bdi>
  )
}

/** What could be meant, under the filter. Taken with Tab or a click, without the field losing the focus. */
export function CompletionList({ id, choices, at, typed, onTake }: Props) {
  return (
    <div className="popup completions" onPointerDown={(event) => event.preventDefault()}>
      <div id={`${id}-list`} role="listbox" aria-label={text.completions}>
        {choices.map((choice, place) => (
          <div key={`${choice.group} ${choice.word}`} role="presentation">
            {choice.group !== choices[place - 1]?.group && <div className="grp">{choice.group}</div>}
            <div
              id={`${id}-${place}`}
              className="opt"
              role="option"
              tabIndex={-1}
              aria-selected={place === at}
              onClick={() => onTake(choice)}
            >
              <Word word={choice.word} typed={typed} />
              <span className="n">{choice.note}</span>
            </div>
          </div>
        ))}
      </div>
      <div className="foot">
        <span>
          <kbd>Tab</kbd> {text.take}
        </span>
        <span>
          <kbd>Enter</kbd> {text.apply}
        </span>
        <span>
          <kbd>-</kbd> {text.excludes}
        </span>
      </div>
    </div>
  )
}
