import type { InputHTMLAttributes, ReactNode } from 'react'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> {
  readonly children: ReactNode
  readonly kind?: 'checkbox' | 'radio'
  readonly onTick: (on: boolean) => void
}

/** A box, or one of a group of rounds, with its words. */
export function CheckBox({ children, kind = 'checkbox', onTick, ...rest }: Props) {
  return (
    <label className="check">
      <input type={kind} onChange={(event) => onTick(event.target.checked)} {...rest} />
      <span>{children}</span>
    </label>
  )
}
