import { useState } from 'react'
import type { CaseFile } from '../../app/use-case-file.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { askShell } from '../../engine/bridge.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { Fault } from '../../text/faults.ts'
import { startText as text } from '../../text/start.ts'

interface Props {
  readonly file: CaseFile
  readonly onClose: () => void
  readonly onMade: () => void
}

const empty = { title: '', organisation: '', auditor: '', from: '', to: '', zone: 'UTC' }
const fits = (date: string): boolean =>
  date === '' || (/^\d{4}-\d\d-\d\d$/u.test(date) && !Number.isNaN(Date.parse(date)))
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
  value: zone,
  word: zone,
}))
const fileName = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[^\w-]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .toLowerCase()

interface FieldsProps {
  readonly about: typeof empty
  readonly set: (part: Partial<typeof empty>) => void
}

function Names({ about, set }: FieldsProps) {
  return (
    <>
      <TextField
        label={text.caseTitle}
        value={about.title}
        maxLength={200}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextField
        label={text.organisation}
        value={about.organisation}
        maxLength={200}
        onChange={(event) => set({ organisation: event.target.value })}
      />
      <TextField
        label={text.auditor}
        value={about.auditor}
        maxLength={200}
        onChange={(event) => set({ auditor: event.target.value })}
      />
    </>
  )
}

const wrong = (date: string): string | undefined => (fits(date) ? undefined : text.wrongDate)

function Period({ about, set }: FieldsProps) {
  return (
    <div className="row" style={{ alignItems: 'flex-start' }}>
      <TextField
        className="grow"
        label={text.from}
        placeholder="2025-01-01"
        mistake={wrong(about.from)}
        value={about.from}
        onChange={(event) => set({ from: event.target.value.trim() })}
      />
      <TextField
        className="grow"
        label={text.to}
        placeholder="2025-03-31"
        mistake={wrong(about.to)}
        value={about.to}
        onChange={(event) => set({ to: event.target.value.trim() })}
      />
    </div>
  )
}

/** Asks what a case needs to be read years later, then where its file goes. */
export function NewCaseDialog({ file, onClose, onMade }: Props) {
  const [about, setAbout] = useState(empty)
  const [refused, setRefused] = useState<Fault>()
  const set = (part: Partial<typeof empty>): void => setAbout({ ...about, ...part })
  const make = async (): Promise<void> => {
    const { from, to, ...rest } = about
    const suggest = `${fileName(about.title) || text.suggest}.proofline`
    const chosen = await askShell('shell.choose', { what: 'case-new', suggest })
    setRefused(chosen.ok ? undefined : chosen)
    const place = chosen.ok ? chosen.data.places[0] : undefined
    const period = { ...(from && { from }), ...(to && { to }) }
    if (place && (await file.create(place, { ...rest, period }))) onMade()
  }
  const fault = refused ?? file.fault
  const ready = fits(about.from) && fits(about.to) && !file.busy
  return (
    <Dialog
      title={text.newTitle}
      keep={text.keep}
      act={text.make}
      ready={ready}
      onKeep={onClose}
      onAct={() => void make()}
    >
      <p className="t2">{text.newHint}</p>
      <Names about={about} set={set} />
      <Period about={about} set={set} />
      <SelectField label={text.caseZone} options={zones} value={about.zone} onPick={(zone) => set({ zone })} />
      {fault && <FaultPane fault={fault} />}
    </Dialog>
  )
}
