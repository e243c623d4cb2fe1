import { type MappedForms, type MappedSource, type Mapping, columnsOf } from './mapping.ts'

const none: MappedForms = { forms: [], ambiguous: false }

/** The forms in which the times of a mapping read, out of one column, or of a day and the time of day that stands apart from it. */
export function mappedForms(mapping: Mapping, columns: MappedSource['columns']): MappedForms {
  const named = (names: readonly string[]) => columns.find(({ name }) => names.includes(name))
  const own = named(columnsOf(mapping, 'time'))
  const clock = named(columnsOf(mapping, 'timeOfDay'))
  if (own === undefined) return none
  if (clock === undefined) return own.half === undefined ? own : none
  return own.half === 'day' && clock.half === 'clock' ? joined(own, clock) : none
}

/** As the profile's reader joins the two: with a blank. */
const joined = (day: MappedForms, clock: MappedForms): MappedForms => ({
  forms: day.forms.flatMap(({ form }) =>
    clock.forms.map((one) => ({ form: `${form} ${one.form}`, needsZone: one.needsZone })),
  ),
  ambiguous: day.ambiguous || clock.ambiguous,
})
