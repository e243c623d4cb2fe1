import { Icon } from '../../kit/icon.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { remedyText, sentence } from '../../text/faults.ts'
import { importText as text } from '../../text/import.ts'
import { nameOnce } from './name-once.ts'
import type { Recognised } from './use-imports.ts'

type Refused = NonNullable<Recognised['refused']>

const MOST = 50

/** Files that are not imported, each named once, with the reason and what can be done about it. */
export function RefusedFiles({ files }: { readonly files: readonly Refused[] }) {
  const more = files.length - MOST
  return (
    <ul className="why">
      {files.slice(0, MOST).map(({ path, code, message, remedy }) => {
        const { name, rest } = nameOnce(path, message)
        return (
          <li key={`${path} ${message}`}>
            <Icon name="close" size={12} />
            <span>
              {name && (
                <b className="med">
                  <PlainText text={name} />
                </b>
              )}
              <PlainText text={sentence(rest)} /> <span className="t2">{sentence(remedyText(code, remedy))}</span>
            </span>
          </li>
        )
      })}
      {more > 0 && (
        <li>
          <span />
          <span className="t2">{text.refusedMore(more)}</span>
        </li>
      )}
    </ul>
  )
}
