import { type SelectHTMLAttributes, useId } from 'react'

interface Props extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  readonly label: string
  readonly quiet?: boolean
  readonly options: readonly { readonly value: string; readonly word: string }[]
  readonly onPick: (value: string) => void
}

/** One of several values; the system draws the list. */
export function SelectField({ label, quiet = false, options, onPick, style, ...rest }: Props) {
  const id = useId()
  return (
    <div style={style}>
      <label className={quiet ? 'visually-hidden' : 'label'} htmlFor={id}>
        {label}
      </label>
      <span className="field select">
        <select id={id} onChange={(event) => onPick(event.target.value)} {...rest}>
          {options.map(({ value, word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      </span>
    </div>
  )
}
