import { useState } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { copyText } from '../../app/copy-text.ts'
import { Verdict } from '../../app/verdict.tsx'
import { Button } from '../../kit/button.tsx'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { PlainText } from '../../kit/plain-text.tsx'
import { inGroups } from '../../kit/values.ts'
import { VerdictMark } from '../../kit/verdict-mark.tsx'
import { evidenceText as text } from '../../text/evidence.ts'
import { common } from '../../text/words.ts'
import type { PackCheck } from './shapes.ts'

interface Props {
  readonly result: PackCheck
  readonly trust: readonly PlaceNamed[]
  readonly onTrust: () => void
}

function Without() {
  const [copied, setCopied] = useState(false)
  return (
    <section className="sec">
      <div className="row">
        <h3>{text.without}</h3>
        <span className="right">
          <Button small icon="copy" onClick={() => void copyText(text.commands).then(setCopied)}>
            {copied ? common.copied : text.copy}
          </Button>
        </span>
      </div>
      <pre className="raw commands">{text.commands}</pre>
      <p className="hint">{text.withoutMore}</p>
    </section>
  )
}

/** Who sealed it, when, why; whether that signer is known; and how to check all of it with other tools. */
export function PackSeal({ result, trust, onTrust }: Props) {
  const { signer, sealedAt, reason, custody } = result
  const sealed = sealedAt === undefined ? undefined : microsOf(sealedAt)
  return (
    <aside className="drawer pack-seal scroll" aria-label={text.sealTitle}>
      <section className="sec">
        <h3>{text.sealTitle}</h3>
        <dl className="kv">
          <dt>{text.signedBy}</dt>
          <dd className="whole">{signer ? <PlainText text={signer.name} /> : text.noSigner}</dd>
          <dt>{text.trust}</dt>
          <dd>
            {signer?.trusted ? (
              <VerdictMark mark="verified" word={text.trusted} size={12} />
            ) : (
              <VerdictMark mark="not-verifiable" word={text.untrusted} size={12} />
            )}
          </dd>
          {signer && (
            <>
              <dt>{text.fingerprint}</dt>
              <dd className="mono whole">{inGroups(signer.fingerprint, 4)}</dd>
            </>
          )}
          <dt>{text.claimedTime}</dt>
          <dd>{sealed === undefined ? '–' : proseTime(sealed, 'UTC')}</dd>
          <dt>{text.reasonOf}</dt>
          <dd className="whole">{reason === undefined ? '–' : <PlainText text={reason} />}</dd>
          <dt>{text.custody}</dt>
          <dd>
            <Verdict verdict={custody.verdict} size={12} />{' '}
            <span className="t2">{common.entries(custody.entries)}</span>
          </dd>
        </dl>
        <div className="row wrap" style={{ marginTop: 8 }}>
          <Button small icon="key" onClick={onTrust}>
            {text.trustFile}
          </Button>
          {trust.map((key) => (
            <span key={key.place} className="t2 sm">
              {text.trustUsed(key.name)}
            </span>
          ))}
        </div>
      </section>
      <Without />
    </aside>
  )
}
