import { type InputHTMLAttributes, type Ref, useId } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  /** The label is read, not drawn: the place says what it is. */
  readonly quiet?: boolean
  readonly icon?: IconName
  readonly hint?: string | undefined
  /** What is wrong with the value, in place. */
  readonly mistake?: string | undefined
  readonly ref?: Ref<HTMLInputElement>
}

/** One line of text with its label, hint and mistake tied to it. */
export function TextField({ label, quiet = false, icon, hint, mistake, className = '', style, ...rest }: Props) {
  const id = useId()
  const below = mistake ?? hint
  return (
    <div className={className} style={style}>
      <label className={quiet ? 'visually-hidden' : 'label'} htmlFor={id}>
        {label}
      </label>
      <span className={mistake ? 'field wrong' : 'field'}>
        {icon && <Icon name={icon} size={12} />}
        <input
          id={id}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={mistake !== undefined}
          aria-describedby={below ? `${id}-below` : undefined}
          {...rest}
        />
      </span>
      {below && (
        <p id={`${id}-below`} className={mistake ? 'mistake' : 'hint'}>
          {below}
        </p>
      )}
    </div>
  )
}
