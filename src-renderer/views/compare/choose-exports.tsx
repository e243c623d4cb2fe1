import type { FormEvent } from 'react'
import type { AskInput } from '../../../src-main/contract/calls.ts'
import type { CaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { SelectField } from '../../kit/select-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { compareText as text } from '../../text/compare.ts'

type Bundles = NonNullable<CaseScreen['overview']>['bundles']

interface Choice {
  readonly first: number
  readonly second: number
  readonly from: string
  readonly to: string
}

/** Two exports of one system, where there are two; they are what mostly is compared. */
function likely(bundles: Bundles): Choice {
  const pair = bundles.flatMap((one, at) => {
    const other = bundles.slice(at + 1).find(({ format }) => format === one.format)
    return other ? [[one, other] as const] : []
  })[0]
  const [first, second] = pair ?? bundles
  return { first: first?.id ?? 0, second: second?.id ?? 0, from: '', to: '' }
}

interface Props {
  readonly bundles: Bundles
  readonly busy: boolean
  readonly onCompare: (ask: AskInput<'compare.start'>) => void
}

/** Which two exports, and for which period. */
export function ChooseExports({ bundles, busy, onCompare }: Props) {
  const [choice, choose] = useKept('compare.choice', likely(bundles))
  const options = bundles.map(({ id, name }) => ({ value: String(id), word: `${id}  ${name}` }))
  const set = (change: Partial<Choice>): void => choose((old) => ({ ...old, ...change }))
  const { first, second, from, to } = choice
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    onCompare({
      first,
      second,
      ...(from.trim() !== '' && { from: from.trim() }),
      ...(to.trim() !== '' && { to: to.trim() }),
    })
  }
  return (
    <form className="compare-choice" onSubmit={onSubmit}>
      <SelectField
        label={text.first}
        options={options}
        value={String(first)}
        onPick={(value) => set({ first: Number(value) })}
      />
      <SelectField
        label={text.second}
        options={options}
        value={String(second)}
        onPick={(value) => set({ second: Number(value) })}
      />
      <TextField
        label={text.from}
        placeholder={text.whole}
        value={from}
        onChange={(event) => set({ from: event.target.value })}
      />
      <TextField
        label={text.to}
        placeholder={text.whole}
        value={to}
        onChange={(event) => set({ to: event.target.value })}
      />
      <button type="submit" className="btn primary" disabled={busy || first === second}>
        {text.act}
      </button>
    </form>
  )
}
