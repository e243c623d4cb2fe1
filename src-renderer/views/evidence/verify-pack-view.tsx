import './evidence.css'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { View } from '../../app/view.tsx'
import { Button } from '../../kit/button.tsx'
import { evidenceText as text } from '../../text/evidence.ts'
import { VerifyPack } from './verify-pack.tsx'

interface Props {
  readonly place: PlaceNamed
  readonly onChoose: () => void
  readonly onLeave: () => void
}

/** A pack checked without any case. */
export function VerifyPackView({ place, onChoose, onLeave }: Props) {
  return (
    <View name={text.verify}>
      <div className="viewhead">
        <h1>{text.verify}</h1>
        <span className="right">
          <Button onClick={onLeave}>{text.back}</Button>
        </span>
      </div>
      <VerifyPack key={place.place} place={place} onPlace={onChoose} />
    </View>
  )
}
