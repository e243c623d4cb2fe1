import { PlainText } from './plain-text.tsx'
import { pathParts } from './values.ts'

/** A path whose leaf is never cut: what stands before it gives way. The whole is shown on hover and focus. */
export function PathText({ path }: { readonly path: string }) {
  const { prefix, leaf } = pathParts(path)
  return (
    <span className="pth" data-tip={path}>
      {prefix && (
        <span className="pre">
          <PlainText text={prefix} />
        </span>
      )}
      <span className="leaf">
        <PlainText text={leaf} />
      </span>
    </span>
  )
}
