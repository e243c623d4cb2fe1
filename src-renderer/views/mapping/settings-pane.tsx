import { useId } from 'react'
import { actorKinds } from '../../../src-main/core/record/record.ts'
import { columnsOf, constantFields, kindColumns } from '../../../src-main/core/profiles/mapping.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icon.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { constantWords, lackText, mappingText as text } from '../../text/mapping.ts'
import { actorKindWords } from '../../text/words.ts'
import { GivesPart } from './gives-part.tsx'
import { TimePart } from './time-part.tsx'
import type { Acts } from './use-acts.ts'
import type { Mapper } from './use-mapping.ts'
import { KindsPart, OutcomesPart } from './words-part.tsx'

const actorKindOptions = actorKinds.map((kind) => ({
  value: kind,
  word: kind === 'unknown' ? text.actorKindNone : actorKindWords[kind],
}))

/** Why it cannot be imported yet, in sentences; none where it can. */
function useReasons({ lacks, fresh, preview }: Mapper): readonly string[] {
  const { head } = useCaseScreen()
  return [
    ...(head.readOnly ? [text.readOnly] : []),
    ...lacks.map(lackText),
    ...(fresh && lacks.length === 0 && preview?.records === 0 ? [text.noRecord] : []),
  ]
}

function Needed({ reasons, id }: { readonly reasons: readonly string[]; readonly id: string }) {
  return (
    <section className="sec" aria-label={text.needed} aria-live="polite">
      {reasons.length === 0 ? (
        <p id={id} className="row">
          <Icon name="tick" size={12} /> {text.ready}
        </p>
      ) : (
        <div id={id} className="note not-verifiable mapping-needed">
          <div>
            <h2>{text.needed}</h2>
            <ul>
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </section>
  )
}

function ConstantsPart({ mapper: { mapping, change } }: { readonly mapper: Mapper }) {
  const said = new Map(mapping.constants)
  return (
    <section className="sec col" aria-label={text.constants}>
      <h2>{text.constants}</h2>
      <SelectField
        label={text.actorKind}
        options={actorKindOptions}
        value={mapping.actorKind}
        onPick={(value) => change({ actorKind: actorKinds.find((kind) => kind === value) ?? 'unknown' })}
      />
      {constantFields
        .filter((field) => columnsOf(mapping, field).length === 0)
        .map((field) => (
          <TextField
            key={field}
            label={constantWords[field]}
            maxLength={200}
            value={said.get(field) ?? ''}
            onChange={({ target }) =>
              change({ constants: [...new Map([...mapping.constants, [field, target.value] as const])] })
            }
          />
        ))}
      <p className="hint">{text.constantsHint}</p>
    </section>
  )
}

function ProfilePart({ mapper: { mapping, draft, change } }: { readonly mapper: Mapper }) {
  return (
    <section className="sec col" aria-label={text.profile}>
      <h2>{text.profile}</h2>
      <TextField
        label={text.id}
        hint={text.idHint}
        maxLength={41}
        value={mapping.id}
        onChange={({ target }) => change({ id: target.value })}
      />
      <TextField
        label={text.profileTitle}
        maxLength={200}
        value={mapping.title}
        onChange={({ target }) => change({ title: target.value })}
      />
      {draft.kept.length > 0 && <p className="hint">{text.kept(draft.kept)}</p>}
    </section>
  )
}

/** What the columns mean, what is still needed, and the acts. */
export function SettingsPane({ mapper, acts }: { readonly mapper: Mapper; readonly acts: Acts }) {
  const reasons = useReasons(mapper)
  const { mapping, fresh, profile } = mapper
  const id = useId()
  return (
    <aside className="pane" aria-label={text.settings}>
      <div className="scroll grow mapping-settings">
        <Needed reasons={reasons} id={id} />
        {columnsOf(mapping, 'time').length > 0 && <TimePart mapper={mapper} />}
        {columnsOf(mapping, 'outcome').length > 0 && <OutcomesPart mapper={mapper} />}
        {kindColumns(mapping).length > 0 && <KindsPart mapper={mapper} />}
        <GivesPart mapper={mapper} />
        <ConstantsPart mapper={mapper} />
        <ProfilePart mapper={mapper} />
      </div>
      <div className="mapping-foot bt">
        <Button onClick={acts.cancel}>{text.cancel}</Button>
        <Button disabled={profile === undefined} onClick={acts.save}>
          {text.save}
        </Button>
        <Button
          look="primary"
          aria-describedby={id}
          disabled={reasons.length > 0 || !fresh || acts.busy}
          onClick={acts.begin}
        >
          {text.begin}
        </Button>
      </div>
    </aside>
  )
}
