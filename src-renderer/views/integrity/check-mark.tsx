import { Verdict } from '../../app/verdict.tsx'
import { Icon } from '../../kit/icon.tsx'
import { remarkWords } from '../../text/words.ts'
import type { CheckWord } from './check-nodes.ts'

interface Props {
  readonly word: CheckWord | 'unchecked'
  readonly size?: number
  readonly bare?: boolean
}

/** A check in its shape and word. What was only observed has a plain sign and none of the four marks: nothing was proven. */
export function CheckMark({ word, size = 14, bare = false }: Props) {
  if (word !== 'no-remark' && word !== 'nothing-there') return <Verdict verdict={word} size={size} bare={bare} />
  const named = bare ? { role: 'img', 'aria-label': remarkWords[word] } : {}
  return (
    <span className="v t3" {...named}>
      <Icon name={word === 'no-remark' ? 'tick' : 'nothing'} size={size} />
      {!bare && remarkWords[word]}
    </span>
  )
}
