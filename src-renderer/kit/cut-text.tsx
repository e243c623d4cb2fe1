import { PlainText } from './plain-text.tsx'

/** A text on one line, cut where there is no room; the whole is shown on hover and focus. */
export function CutText({ text, className = '' }: { readonly text: string; readonly className?: string }) {
  return (
    <span className={`ell ${className}`} data-tip={text}>
      <PlainText text={text} />
    </span>
  )
}
