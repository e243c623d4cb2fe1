import { useState } from 'react'
import { parse } from '../../../src-main/core/filter/parse.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { askShell } from '../../engine/bridge.ts'
import { Button } from '../../kit/button.tsx'
import { CheckBox } from '../../kit/check-box.tsx'
import { dateText, microsOf } from '../../kit/moment.ts'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { inGroups } from '../../kit/values.ts'
import { evidenceText as text } from '../../text/evidence.ts'
import { common } from '../../text/words.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'
import type { useSeal } from './use-seal.ts'

type Sealing = ReturnType<typeof useSeal>

function Part({
  n,
  title,
  note,
  children,
}: {
  readonly n: number
  readonly title: string
  readonly note?: string
  readonly children: React.ReactNode
}) {
  return (
    <section className="sec" aria-label={title}>
      <h2 className="part">
        <span className="t2">{n}</span> {title} {note && <span className="t3">{note}</span>}
      </h2>
      {children}
    </section>
  )
}

function Scope({ sealing: { draft, setDraft } }: { readonly sealing: Sealing }) {
  const { head } = useCaseScreen()
  const parsed = parse(draft.where)
  return (
    <Part n={1} title={text.scope}>
      <CheckBox kind="radio" name="scope" checked={draft.all} onTick={() => setDraft({ ...draft, all: true })}>
        {text.allRecords} <span className="t3">{common.records(head.records)}</span>
      </CheckBox>
      <CheckBox kind="radio" name="scope" checked={!draft.all} onTick={() => setDraft({ ...draft, all: false })}>
        {text.byQuery}
      </CheckBox>
      {!draft.all && (
        <div className="col scope">
          <TextField
            label={text.query}
            hint={text.queryHint}
            mistake={parsed.ok ? undefined : parsed.message}
            value={draft.where}
            onChange={(event) => setDraft({ ...draft, where: event.target.value })}
          />
          <div className="row">
            <TextField
              className="grow"
              label={text.from}
              value={draft.from}
              onChange={(event) => setDraft({ ...draft, from: event.target.value.trim() })}
            />
            <TextField
              className="grow"
              label={text.to}
              value={draft.to}
              onChange={(event) => setDraft({ ...draft, to: event.target.value.trim() })}
            />
          </div>
          <p className="hint">{text.ends}</p>
        </div>
      )}
    </Part>
  )
}

function ShownSigner({ sealing: { draft, key } }: { readonly sealing: Sealing }) {
  const { shown } = key
  if (!shown) return <p className="t3 signer">{draft.key?.name ?? text.noKey}</p>
  return (
    <div className="signer">
      <b className="med">{shown.name}</b>{' '}
      <span className="t2">
        {shown.algorithm}, {text.validTo(dateText(microsOf(shown.validTo) ?? 0, 'UTC'))}
      </span>
      <p className="mono t2 fingerprint">{inGroups(shown.fingerprint, 4)}</p>
    </div>
  )
}

function Passphrase({ sealing: { key, passphrase, setPassphrase } }: { readonly sealing: Sealing }) {
  if (!key.shown) return null
  if (!key.shown.locked) return <p className="hint">{text.unlocked}</p>
  return (
    <TextField
      type="password"
      label={text.passphrase}
      hint={text.passphraseHint}
      value={passphrase}
      onChange={(event) => setPassphrase(event.target.value)}
    />
  )
}

function Signer({ sealing }: { readonly sealing: Sealing }) {
  const { draft, setDraft } = sealing
  const [making, make] = useState(false)
  const choose = async (): Promise<void> => {
    const chosen = await askShell('shell.choose', { what: 'key-open' })
    if (chosen.ok && chosen.data.places[0]) setDraft({ ...draft, key: chosen.data.places[0] })
  }
  return (
    <Part n={3} title={text.signer}>
      <ShownSigner sealing={sealing} />
      <div className="row keys-row">
        <Button icon="key" onClick={() => void choose()}>
          {text.chooseKey}
        </Button>
        <Button onClick={() => make(true)}>{text.newKey}</Button>
      </div>
      <Passphrase sealing={sealing} />
      {making && <NewKeyDialog onClose={() => make(false)} onMade={(place) => setDraft({ ...draft, key: place })} />}
    </Part>
  )
}

/** What goes into the pack, why, and who signs. */
export function SealForm({ sealing }: { readonly sealing: Sealing }) {
  const { draft, setDraft } = sealing
  return (
    <div className="scroll grow">
      <Scope sealing={sealing} />
      <Part n={2} title={text.reason} note={text.reasonNote}>
        <TextArea
          label={text.reason}
          rows={3}
          maxLength={4000}
          hint={text.reasonHint(draft.reason.length)}
          value={draft.reason}
          onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
        />
      </Part>
      <Signer sealing={sealing} />
      <Part n={4} title={text.contents}>
        <p className="t2">{text.contentsText}</p>
      </Part>
    </div>
  )
}
