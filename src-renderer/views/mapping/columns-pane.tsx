import { plainName } from '../../../src-main/core/profiles/lookup.ts'
import { type MappedField, columnsOf, kindColumns, mappedFields } from '../../../src-main/core/profiles/mapping.ts'
import { CheckBox } from '../../kit/check-box.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import { fieldWords, mappingText as text } from '../../text/mapping.ts'
import type { Mapper, Opened } from './use-mapping.ts'

type Column = Opened['columns'][number]

const heads = text.columnHeads
const options = [
  { value: '', word: text.notUsed },
  ...mappedFields.map((field) => ({ value: field, word: fieldWords[field] })),
]

const isField = (value: string): value is MappedField => mappedFields.some((field) => field === value)

const toggled = (names: readonly string[], name: string, on: boolean): readonly string[] =>
  on ? [...names.filter((one) => one !== name), name] : names.filter((one) => one !== name)

/** How many words of a column nobody has said anything of. */
function openWords({ words }: Column, said: readonly (readonly [string, string])[]): number {
  const known = new Set(said.map(([word]) => plainName(word)))
  return words.filter(({ word }) => !known.has(plainName(word))).length
}

function noteOf(column: Column, { mapping }: Mapper): string {
  const { notes } = text
  const field = new Map(mapping.columns).get(column.name)
  const own: Partial<Record<MappedField, string>> = {
    time: mapping.form === '' ? notes.timeOpen : notes.time(mapping.form),
    timeOfDay: notes.timeOfDay,
    outcome: notes.words(openWords(column, mapping.outcomes)),
    kind: notes.words(openWords(column, mapping.kinds)),
    ip: notes.ip,
  }
  if (field === undefined) return notes.unused
  if (columnsOf(mapping, field).length > 1) return field === 'target' ? notes.joined : notes.firstFilled
  return own[field] ?? (kindColumns(mapping).includes(column.name) ? notes.action : notes.text)
}

interface Cell {
  readonly column: Column
  readonly mapper: Mapper
}

function FirstValue({ column, mapper: { opened } }: Cell) {
  const at = opened.columns.indexOf(column)
  const value = opened.rows.find((row) => row[at] !== '')?.[at] ?? ''
  return (
    <span className="mono t2" data-tip={value}>
      <PlainText text={value} />
    </span>
  )
}

function FieldChoice({ column: { name }, mapper: { mapping, setField } }: Cell) {
  return (
    <SelectField
      label={text.fieldOf(name)}
      quiet
      options={options}
      value={new Map(mapping.columns).get(name) ?? ''}
      onPick={(value) => setField(name, isField(value) ? value : undefined)}
    />
  )
}

function Note({ column, mapper }: Cell) {
  const { entries } = mapper.opened
  const filled = column.filled < entries ? [text.notes.filled(column.filled, entries)] : []
  const whole = [noteOf(column, mapper), ...filled].join(', ')
  return (
    <span className="t2" data-tip={whole}>
      {whole}
    </span>
  )
}

const MOST_UNIQUE = 10

/** Whether a column is one of the secrets, or one of those that tell rows apart. */
function Tick({ column: { name }, mapper: { mapping, change }, of }: Cell & { readonly of: 'mask' | 'unique' }) {
  const names = mapping[of]
  const full = of === 'unique' && names.length >= MOST_UNIQUE && !names.includes(name)
  return (
    <CheckBox
      checked={names.includes(name)}
      disabled={full}
      onTick={(on) => change({ [of]: toggled(names, name, on) })}
    >
      <span className="visually-hidden">{of === 'mask' ? text.maskOf(name) : text.uniqueOf(name)}</span>
    </CheckBox>
  )
}

const columnsFor = (mapper: Mapper): readonly ListColumn<Column>[] => [
  {
    id: 'column',
    head: heads.column,
    width: '18%',
    cell: ({ name }) => (
      <span className="mono strong" data-tip={name}>
        <PlainText text={name} />
      </span>
    ),
  },
  { id: 'first', head: heads.first, width: '20%', cell: (column) => <FirstValue column={column} mapper={mapper} /> },
  { id: 'field', head: heads.field, width: '164px', cell: (column) => <FieldChoice column={column} mapper={mapper} /> },
  { id: 'note', head: heads.note, cell: (column) => <Note column={column} mapper={mapper} /> },
  { id: 'mask', head: heads.mask, width: '64px', cell: (column) => <Tick column={column} mapper={mapper} of="mask" /> },
  {
    id: 'unique',
    head: heads.unique,
    width: '112px',
    cell: (column) => <Tick column={column} mapper={mapper} of="unique" />,
  },
]

/** Which column becomes which field. */
export function ColumnsPane({ mapper }: { readonly mapper: Mapper }) {
  const { opened, mapping } = mapper
  return (
    <section className="pane" aria-label={text.columns}>
      <div className="sechead">
        <h2>{text.columns}</h2>
        <span className="t3 sm ell">{text.columnsNote}</span>
        <span className="right t2 sm nowrap">{text.mapped(mapping.columns.length, opened.columns.length)}</span>
      </div>
      <div className="scroll grow mapping-table">
        <ListTable
          caption={text.columns}
          dense
          leastPx={720}
          columns={columnsFor(mapper)}
          rows={opened.columns}
          keyOf={({ name }) => name}
        />
        {opened.leftOut > 0 && <p className="hint mapping-hint">{text.leftOut(opened.leftOut)}</p>}
      </div>
    </section>
  )
}
