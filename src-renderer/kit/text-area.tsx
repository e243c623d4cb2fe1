import { type TextareaHTMLAttributes, useId } from 'react'

interface Props extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string
  readonly hint?: string | undefined
}

/** Some lines of text; its label is read, as a heading beside it says the same. */
export function TextArea({ label, hint, ...rest }: Props) {
  const id = useId()
  return (
    <div>
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="field"
        spellCheck={false}
        aria-describedby={hint ? `${id}-below` : undefined}
        {...rest}
      />
      {hint && (
        <p id={`${id}-below`} className="hint">
          {hint}
        </p>
      )}
    </div>
  )
}
