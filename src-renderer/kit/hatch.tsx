/** The pattern that stands for "no data"; each drawing brings its own under a name of its own. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v5" stroke="var(--hatch)" strokeWidth="1.4" />
      </pattern>
    </defs>
  )
}
