import { inGroups, shortHash } from './values.ts'

interface Props {
  readonly hash: string
  /** short: 8 … 4 for rows; longer: 16 … 8 for details; whole: groups of 16 for comparing. */
  readonly form?: 'short' | 'longer' | 'whole'
  readonly className?: string
}

/** A hash in monospace; hovering and copying give the whole. */
export function HashText({ hash, form = 'short', className = '' }: Props) {
  const drawn = form === 'whole' ? inGroups(hash, 16) : form === 'longer' ? shortHash(hash, 16, 8) : shortHash(hash)
  return (
    <span className={`mono ${className}`} data-tip={hash} data-copy={hash}>
      {drawn}
    </span>
  )
}
