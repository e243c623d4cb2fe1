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

function noteOf(column: Column, field: MappedField | undefined, { mapping }: Mapper): string {
  const { notes } = text
  if (field === undefined) return kindColumns(mapping).includes(column.name) ? notes.action : notes.unused
  if (field === 'time') return mapping.form === '' ? notes.timeOpen : notes.time(mapping.form)
  if (field === 'outcome') return notes.words(openWords(column, mapping.outcomes))
  if (field === 'kind') return notes.words(openWords(column, mapping.kinds))
  if (columnsOf(mapping, field).length > 1) return field === 'target' ? notes.joined : notes.firstFilled
  if (field === 'action') return kindColumns(mapping).includes(column.name) ? notes.action : notes.text
  return field === 'ip' ? notes.ip : notes.text
}

function columnsFor(mapper: Mapper): readonly ListColumn<Column>[] {
  const { opened, mapping, change, setField } = mapper
  const fields = new Map(mapping.columns)
  return [
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
    {
      id: 'first',
      head: heads.first,
      width: '20%',
      cell: ({ name }) => {
        const at = opened.columns.findIndex((one) => one.name === name)
        const value = opened.rows.find((row) => row[at] !== '')?.[at] ?? ''
        return (
          <span className="mono t2" data-tip={value}>
            <PlainText text={value} />
          </span>
        )
      },
    },
    {
      id: 'field',
      head: heads.field,
      width: '164px',
      cell: ({ name }) => (
        <SelectField
          label={text.fieldOf(name)}
          quiet
          options={options}
          value={fields.get(name) ?? ''}
          onPick={(value) => setField(name, isField(value) ? value : undefined)}
        />
      ),
    },
    {
      id: 'note',
      head: heads.note,
      cell: (column) => {
        const note = noteOf(column, fields.get(column.name), mapper)
        const filled = column.filled < opened.entries ? text.notes.filled(column.filled, opened.entries) : undefined
        const whole = [note, filled].filter(Boolean).join(', ')
        return (
          <span className="t2" data-tip={whole}>
            {whole}
          </span>
        )
      },
    },
    {
      id: 'mask',
      head: heads.mask,
      width: '64px',
      cell: ({ name }) => (
        <CheckBox
          checked={mapping.mask.includes(name)}
          onTick={(on) => change({ mask: toggled(mapping.mask, name, on) })}
        >
          <span className="visually-hidden">{text.maskOf(name)}</span>
        </CheckBox>
      ),
    },
    {
      id: 'unique',
      head: heads.unique,
      width: '112px',
      cell: ({ name }) => (
        <CheckBox
          checked={mapping.unique.includes(name)}
          disabled={!mapping.unique.includes(name) && mapping.unique.length === 10}
          onTick={(on) => change({ unique: toggled(mapping.unique, name, on) })}
        >
          <span className="visually-hidden">{text.uniqueOf(name)}</span>
        </CheckBox>
      ),
    },
  ]
}

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
