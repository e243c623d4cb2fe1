import type { ReactNode } from 'react'

export type Mark = 'verified' | 'failed' | 'not-verifiable' | 'not-offered'

const shapes: Readonly<Record<Mark, ReactNode>> = {
  verified: (
    <>
      <circle cx="7" cy="7" r="6.5" fill="currentColor" />
      <path d="M4 7.2l2.1 2.1L10.1 5" fill="none" stroke="var(--on-verdict)" strokeWidth="1.6" />
    </>
  ),
  failed: (
    <>
      <rect x="1" y="1" width="12" height="12" fill="currentColor" />
      <path d="M4.3 4.3l5.4 5.4M9.7 4.3L4.3 9.7" stroke="var(--on-verdict)" strokeWidth="1.7" />
    </>
  ),
  'not-verifiable': (
    <>
      <path d="M7 .9L13.1 7 7 13.1.9 7z" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M5.5 5.7c0-2 3-2 3-.1 0 1.1-1.5 1.2-1.5 2.4" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <circle cx="7" cy="9.7" r=".8" fill="currentColor" />
    </>
  ),
  'not-offered': <path d="M3 7h8" stroke="currentColor" strokeWidth="1.8" />,
}

interface Props {
  readonly mark: Mark
  /** The word of the verdict; beside the shape, or its accessible name. */
  readonly word: string
  readonly size?: number
  /** Only the shape is drawn; the word becomes its name. */
  readonly bare?: boolean
}

/** A verdict by shape and word; colour only supports. */
export function VerdictMark({ mark, word, size = 14, bare = false }: Props) {
  const named = bare ? { role: 'img', 'aria-label': word } : {}
  return (
    <span className={`v ${mark}`} {...named}>
      <svg viewBox="0 0 14 14" width={size} height={size} aria-hidden="true">
        {shapes[mark]}
      </svg>
      {!bare && <b>{word}</b>}
    </span>
  )
}
