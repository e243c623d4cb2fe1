import { useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { microsOf } from '../../kit/moment.ts'
import { Segmented } from '../../kit/segmented.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { timelineText as text } from '../../text/timeline.ts'
import { common } from '../../text/words.ts'
import { type Period, periods, type TimelineState } from './periods.ts'

interface Props {
  readonly state: TimelineState
  readonly range: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined
  readonly onState: (state: TimelineState) => void
}

const options: readonly { readonly value: Period; readonly word: string }[] = [
  ...periods.map((period) => ({ value: period, word: period })),
  { value: 'all', word: text.all },
  { value: 'custom', word: text.custom },
]

const instant = (typed: string): number | undefined =>
  microsOf(/T.*(?:Z|[+-]\d\d:\d\d)$/iu.test(typed) || !typed.includes('T') ? typed : `${typed}Z`)

const wrong = (typed: string): string | undefined =>
  typed && instant(typed) === undefined ? text.customWrong : undefined

function CustomDialog({ range, state, onState, onClose }: Props & { readonly onClose: () => void }) {
  const [from, setFrom] = useState(range?.from ?? '')
  const [to, setTo] = useState(range?.to ?? '')
  const ends = { from: instant(from), to: instant(to) }
  const ready = !wrong(from) && !wrong(to) && (ends.from ?? 0) < (ends.to ?? Infinity)
  const show = (): void => {
    onState({ ...state, period: 'custom', brush: undefined, ...ends })
    onClose()
  }
  return (
    <Dialog
      title={text.customTitle}
      keep={common.cancel}
      act={text.customApply}
      ready={ready}
      onKeep={onClose}
      onAct={show}
    >
      <TextField
        label={text.customFrom}
        value={from}
        mistake={wrong(from)}
        hint={text.customHint}
        onChange={(event) => setFrom(event.target.value.trim())}
      />
      <TextField
        label={text.customTo}
        value={to}
        mistake={wrong(to)}
        hint={text.customHint}
        onChange={(event) => setTo(event.target.value.trim())}
      />
    </Dialog>
  )
}

/** How far back, or between which ends; and in which zone times are written. */
export function PeriodBar(props: Props) {
  const { state, onState } = props
  const { zone, zones, setZone } = useCaseScreen()
  const [asking, setAsking] = useState(false)
  const pick = (period: Period): void => {
    if (period === 'custom') setAsking(true)
    else onState({ ...state, period, from: undefined, to: undefined, brush: undefined })
  }
  return (
    <>
      <Segmented label={text.period} value={state.period} options={options} onPick={pick} />
      <SelectField
        label={text.zone}
        quiet
        style={{ width: 108 }}
        options={zones.map((one) => ({ value: one, word: one }))}
        value={zone}
        onPick={setZone}
      />
      {asking && <CustomDialog {...props} onClose={() => setAsking(false)} />}
    </>
  )
}
