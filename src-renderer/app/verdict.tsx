import type { Verdict as Word } from '../../src-main/core/verify/check.ts'
import { Icon } from '../kit/icon.tsx'
import { VerdictMark } from '../kit/verdict-mark.tsx'
import { unchecked, verdictWords } from '../text/words.ts'

interface Props {
  readonly verdict: Word | 'unchecked'
  readonly size?: number
  readonly bare?: boolean
}

/** A verdict in its shape and word; what was not checked has a clock and none of the four marks. */
export function Verdict({ verdict, size = 14, bare = false }: Props) {
  if (verdict !== 'unchecked')
    return <VerdictMark mark={verdict} word={verdictWords[verdict]} size={size} bare={bare} />
  if (bare)
    return (
      <span className="v t3" role="img" aria-label={unchecked}>
        <Icon name="clock" size={size} />
      </span>
    )
  return (
    <span className="v t3">
      <Icon name="clock" size={size} />
      {unchecked}
    </span>
  )
}
