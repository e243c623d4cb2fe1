import { Verdict } from '../../app/verdict.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { count } from '../../kit/values.ts'
import { timelineText as text } from '../../text/timeline.ts'
import type { WholeRecord } from './shapes.ts'

/** Where the original stands, its digest, and what ties it to a signature. */
export function ProofPart({ found: { record, proof, originals } }: { readonly found: WholeRecord }) {
  const { chain } = proof
  return (
    <section className="dsec">
      <h3>
        {text.proof}
        <span className="right">
          <Verdict verdict={proof.verdict} />
        </span>
      </h3>
      <dl className="kv">
        <dt>{text.because}</dt>
        <dd className="whole">{proof.because}</dd>
        <dt>{text.lines}</dt>
        <dd className="whole">
          {record.file} : {originals.map(({ line }) => count(line)).join(', ') || count(record.line)}
        </dd>
        <dt>{text.bytes}</dt>
        <dd>{text.byteText(record.length, record.offset)}</dd>
        <dt>{text.sha}</dt>
        <dd>
          <HashText hash={record.sha256} form="longer" />
        </dd>
        {chain && (
          <>
            <dt>{text.link}</dt>
            <dd>
              <HashText hash={chain.link} form="longer" />
            </dd>
            <dt>{text.position}</dt>
            <dd>{text.positionText(chain.entry, chain.of)}</dd>
          </>
        )}
        {proof.signer && (
          <>
            <dt>{text.anchored}</dt>
            <dd className="whole">{proof.signer}</dd>
          </>
        )}
      </dl>
    </section>
  )
}
