import type { Answer } from '../../../src-main/contract/calls.ts'
import { count, share } from '../../kit/values.ts'
import { overviewText as text } from '../../text/overview.ts'

/** How many records carry what an audit asks of each. */
export function SharesPane({ shares }: { readonly shares: Answer<'overview'>['shares'] }) {
  return (
    <section aria-label={text.shares} className="bt">
      <div className="sechead">
        <h2>{text.shares}</h2>
        <span className="t3 sm">{text.sharesNote(shares[0]?.of ?? 0)}</span>
      </div>
      <ul className="shares">
        {shares.map(({ what, n, of }) => (
          <li key={what} data-tip={`${count(n)} of ${count(of)}`}>
            <span>{text.shareNames[what]}</span>
            <span className="share-bar">
              <i style={{ width: `${of === 0 ? 0 : (n / of) * 100}%` }} />
            </span>
            <span className="num">{share(n, of)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
