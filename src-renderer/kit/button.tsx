import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly children?: ReactNode
  readonly look?: 'primary' | 'plain' | 'usual'
  readonly small?: boolean
  readonly icon?: IconName
  /** The key that does the same, printed beside the words. */
  readonly keys?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with words, with an icon, or both; one without words has a label that names its key. */
export function Button({ children, look = 'usual', small = false, icon, keys, className = '', ...rest }: Props) {
  const classes = [
    'btn',
    look === 'usual' ? '' : look,
    small ? 'sm' : '',
    children === undefined ? 'icon' : '',
    className,
  ]
  return (
    <button type="button" className={classes.filter(Boolean).join(' ')} {...rest}>
      {icon && <Icon name={icon} size={14} />}
      {children}
      {keys && <kbd>{keys}</kbd>}
    </button>
  )
}
