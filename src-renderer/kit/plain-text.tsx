import { textParts } from './values.ts'

/** Text from outside: isolated in direction, its control characters drawn in boxes, never HTML. */
export function PlainText({ text }: { readonly text: string }) {
  const parts = textParts(text)
  return (
    <bdi>
      {parts.map((part, index) =>
        part.boxed ? (
          // oxlint-disable-next-line react/no-array-index-key -- a piece of a text is its place
          <span key={index} className="box">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  )
}
