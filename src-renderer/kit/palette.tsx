/* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- keys reach the parts through the container, whose active descendant they are */
import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface Command {
  readonly key: string
  readonly group: string
  readonly word: string
  readonly note?: string | undefined
  readonly keys?: string | undefined
  readonly icon: IconName
  readonly onRun: () => void
}

interface Props {
  readonly label: string
  readonly hint: string
  readonly none: string
  readonly foot: readonly { readonly keys: string; readonly word: string }[]
  readonly text: string
  readonly onText: (text: string) => void
  readonly commands: readonly Command[]
  readonly onClose: () => void
}

/** Marks the first place where the text stands in the word. */
function Marked({ word, text }: { readonly word: string; readonly text: string }) {
  const at = text ? word.toLowerCase().indexOf(text.toLowerCase()) : -1
  if (at < 0) return <bdi>{word}</bdi>
  return (
    <bdi>
      {word.slice(0, at)}
      <mark>{word.slice(at, at + text.length)}</mark>
      {word.slice(at + text.length)}
    </bdi>
  )
}

function Found({
  id,
  commands,
  at,
  text,
  onRun,
}: {
  readonly id: string
  readonly commands: readonly Command[]
  readonly at: number
  readonly text: string
  readonly onRun: (command: Command) => void
}) {
  return commands.map((command, place) => (
    <div key={command.key} role="presentation">
      {command.group !== commands[place - 1]?.group && <div className="grp">{command.group}</div>}
      <div
        id={`${id}-${place}`}
        className="opt"
        role="option"
        tabIndex={-1}
        aria-selected={place === at}
        onClick={() => onRun(command)}
      >
        <Icon name={command.icon} size={14} />
        <span className="ell">
          <Marked word={command.word} text={text} />
        </span>
        {command.note && <span className="t3">{command.note}</span>}
        {command.keys && (
          <span className="n">
            <kbd>{command.keys}</kbd>
          </span>
        )}
      </div>
    </div>
  ))
}

/** A dialog while it is drawn; the focus goes back to where it came from. */
function useModal() {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    box.current?.showModal()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  return box
}

function useChoice(id: string, commands: readonly Command[], onRun: (command: Command) => void) {
  const [wanted, setAt] = useState(0)
  const at = Math.min(wanted, Math.max(0, commands.length - 1))
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = commands[at]
    const acts: Record<string, () => void> = {
      ArrowDown: () => setAt((at + 1) % Math.max(1, commands.length)),
      ArrowUp: () => setAt((at - 1 + commands.length) % Math.max(1, commands.length)),
      Enter: () => chosen && onRun(chosen),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return { at, toFirst: () => setAt(0), onKeyDown }
}

function Foot({ foot }: Pick<Props, 'foot'>) {
  return (
    <div className="foot">
      {foot.map(({ keys, word }) => (
        <span key={word}>
          <kbd>{keys}</kbd> {word}
        </span>
      ))}
    </div>
  )
}

/** Everything that can be done or gone to, by typing. */
export function Palette({ label, hint, none, foot, text, onText, commands, onClose }: Props) {
  const box = useModal()
  const id = useId()
  const run = (command: Command): void => {
    onClose()
    command.onRun()
  }
  const { at, toFirst, onKeyDown } = useChoice(id, commands, run)
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    onText(event.target.value)
    toFirst()
  }
  const active = commands.length > 0 ? `${id}-${at}` : undefined
  return (
    <dialog
      ref={box}
      className="palette"
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === box.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <div className="ask">
        <Icon name="search" size={14} />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active}
          aria-label={label}
          placeholder={hint}
          spellCheck={false}
          value={text}
          onChange={onChange}
        />
      </div>
      <div className="list" id={`${id}-list`} role="listbox" aria-label={label}>
        {commands.length === 0 && <p className="grp">{none}</p>}
        <Found id={id} commands={commands} at={at} text={text} onRun={run} />
      </div>
      <Foot foot={foot} />
    </dialog>
  )
}
