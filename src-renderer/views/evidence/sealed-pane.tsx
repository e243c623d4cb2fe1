import type { JobResult } from '../../../src-main/contract/events.ts'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { Icon } from '../../kit/icon.tsx'
import { bytes, count, inGroups } from '../../kit/values.ts'
import { evidenceText as text } from '../../text/evidence.ts'

interface Props {
  readonly result: JobResult<'seal'>
  readonly place: PlaceNamed
  readonly onAgain: () => void
}

/** The pack that was just sealed, with all that identifies it. */
export function SealedPane({ result, place, onAgain }: Props) {
  const { go } = useCaseScreen()
  return (
    <div className="scroll grow sealed">
      <h2 className="row">
        <Icon name="tick" /> {text.sealedText(place.name)}
      </h2>
      <p className="t2">{text.sealedMore}</p>
      <dl className="kv">
        <dt>{text.size}</dt>
        <dd>{bytes(result.bytes)}</dd>
        <dt>{text.sha}</dt>
        <dd className="whole">
          <HashText hash={result.sha256} form="whole" />
        </dd>
        <dt>{text.records}</dt>
        <dd>{count(result.records)}</dd>
        <dt>{text.files}</dt>
        <dd>{count(result.files)}</dd>
        <dt>{text.fingerprint}</dt>
        <dd className="mono whole">{inGroups(result.fingerprint, 4)}</dd>
        <dt>{text.custodyHead}</dt>
        <dd className="whole">
          <HashText hash={result.custodyHead} form="longer" />
        </dd>
      </dl>
      <div className="row">
        <Button look="primary" onClick={() => go({ view: 'evidence', pack: place })}>
          {text.verifyIt}
        </Button>
        <Button onClick={onAgain}>{text.another}</Button>
      </div>
    </div>
  )
}
