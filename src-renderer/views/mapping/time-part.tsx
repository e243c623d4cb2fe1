import { useState } from 'react'
import { mappedForms } from '../../../src-main/core/profiles/mapped-forms.ts'
import { zoneOptions } from '../../app/zone-options.ts'
import { CheckBox } from '../../kit/check-box.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { mappingText as text } from '../../text/mapping.ts'
import type { Mapper } from './use-mapping.ts'

const OTHER = 'other'
const zones = zoneOptions(text.zoneNone)

const isOwn = (form: string, found: readonly string[]): boolean => form !== '' && !found.includes(form)

const optionsOf = (forms: readonly string[], open: boolean) => [
  ...(open ? [{ value: '', word: text.formNone }] : []),
  ...forms.map((form) => ({ value: form, word: text.formWord(form) })),
  { value: OTHER, word: text.formOther },
]

function FormField({ mapper: { mapping, opened, change } }: { readonly mapper: Mapper }) {
  const [writes, write] = useState(false)
  const found = mappedForms(mapping, opened.columns)
  const forms = found.forms.map(({ form }) => form)
  const own = writes || isOwn(mapping.form, forms)
  return (
    <>
      <SelectField
        label={text.form}
        options={optionsOf(forms, mapping.form === '' && !own)}
        value={own ? OTHER : mapping.form}
        onPick={(value) => {
          write(value === OTHER)
          if (value !== OTHER) change({ form: value })
        }}
      />
      {found.ambiguous && <p className="hint">{text.ambiguous}</p>}
      {own && (
        <TextField
          label={text.formOwn}
          hint={text.formHint}
          maxLength={80}
          value={mapping.form}
          onChange={({ target }) => change({ form: target.value })}
        />
      )}
    </>
  )
}

/** How times are written, and in which zone: asked for, never assumed. */
export function TimePart({ mapper }: { readonly mapper: Mapper }) {
  const { mapping, change } = mapper
  return (
    <section className="sec col" aria-label={text.time}>
      <h2>{text.time}</h2>
      <FormField mapper={mapper} />
      <SelectField label={text.zone} options={zones} value={mapping.zone} onPick={(zone) => change({ zone })} />
      <CheckBox
        checked={mapping.zoneAlways}
        disabled={mapping.zone === ''}
        onTick={(zoneAlways) => change({ zoneAlways })}
      >
        {text.zoneAlways}
      </CheckBox>
      <p className="hint">{text.zoneHint}</p>
    </section>
  )
}
