import { plainName } from '../../../src-main/core/profiles/lookup.ts'
import { columnsOf, kindColumns } from '../../../src-main/core/profiles/mapping.ts'
import { kinds, outcomes } from '../../../src-main/core/record/record.ts'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import { count } from '../../kit/values.ts'
import { mappingText as text } from '../../text/mapping.ts'
import { kindWord } from '../../text/words.ts'
import type { Mapper } from './use-mapping.ts'

type Said<T extends string> = readonly (readonly [word: string, ours: T])[]

interface Props<T extends string> {
  readonly mapper: Mapper
  readonly columns: readonly string[]
  readonly title: (column: string) => string
  readonly label: (word: string) => string
  readonly head: string
  readonly hint?: string
  readonly none: string
  readonly ours: readonly T[]
  readonly wordOf: (ours: T) => string
  readonly said: Said<T>
  readonly onSay: (said: Said<T>) => void
}

interface Word {
  readonly word: string
  readonly count: number
}

const heads = text.wordHeads

/** The words of the columns together, as often as they stand in them. */
function wordsIn({ opened }: Mapper, columns: readonly string[]): readonly Word[] {
  const counts = new Map<string, number>()
  for (const { name, words } of opened.columns)
    if (columns.includes(name)) for (const { word, count: n } of words) counts.set(word, (counts.get(word) ?? 0) + n)
  return [...counts].map(([word, n]) => ({ word, count: n }))
}

/** What is said of a word, whatever its case, and how to say something else. */
function saying<T extends string>({ ours, said, onSay }: Props<T>) {
  const known = new Map(said.map(([word, own]) => [plainName(word), own]))
  return {
    of: (word: string): T | undefined => known.get(plainName(word)),
    say: (word: string, value: string): void => {
      const others = said.filter(([one]) => plainName(one) !== plainName(word))
      const own = ours.find((one) => one === value)
      onSay(own === undefined ? others : [...others, [word, own]])
    },
  }
}

function columnsFor<T extends string>(props: Props<T>): readonly ListColumn<Word>[] {
  const { head, label, none, ours, wordOf } = props
  const { of, say } = saying(props)
  const options = [{ value: '', word: none }, ...ours.map((one) => ({ value: one, word: wordOf(one) }))]
  return [
    {
      id: 'word',
      head: heads.word,
      cell: ({ word }) => (
        <span className="mono" data-tip={word}>
          <PlainText text={word} />
        </span>
      ),
    },
    { id: 'rows', head: heads.rows, width: '52px', right: true, cell: (one) => count(one.count) },
    {
      id: 'ours',
      head,
      width: '140px',
      cell: ({ word }) => (
        <SelectField
          label={label(word)}
          quiet
          options={options}
          value={of(word) ?? ''}
          onPick={(value) => say(word, value)}
        />
      ),
    },
  ]
}

/** The words of a column, each with what it means. */
function WordsPart<T extends string>(props: Props<T>) {
  const { mapper, columns, title, hint } = props
  const words = wordsIn(mapper, columns)
  const heading = title(columns.join(', '))
  const distinct = mapper.opened.columns
    .filter(({ name }) => columns.includes(name))
    .reduce((sum, one) => sum + one.distinct, 0)
  const { of } = saying(props)
  return (
    <section className="mapping-words" aria-label={heading}>
      <div className="sechead">
        <h2 className="ell">
          <PlainText text={heading} />
        </h2>
        <span className="t3 sm nowrap">{text.wordsNote(distinct)}</span>
      </div>
      {words.length < distinct && columns.length === 1 ? (
        <p className="hint mapping-hint">{text.manyWords(distinct)}</p>
      ) : (
        <div className="mapping-table">
          <ListTable
            caption={heading}
            dense
            columns={columnsFor(props)}
            rows={words}
            keyOf={({ word }) => word}
            failed={({ word }) => hint !== undefined && of(word) === undefined}
          />
          {hint && <p className="hint mapping-hint">{hint}</p>}
        </div>
      )}
    </section>
  )
}

/** Each word of the result column must be given a meaning before the import. */
export function OutcomesPart({ mapper }: { readonly mapper: Mapper }) {
  const { mapping, change } = mapper
  return (
    <WordsPart
      mapper={mapper}
      columns={columnsOf(mapping, 'outcome')}
      title={text.results}
      label={text.outcomeOf}
      head={heads.outcome}
      hint={text.later}
      none={text.choose}
      ours={outcomes}
      wordOf={(outcome) => outcome}
      said={mapping.outcomes}
      onSay={(said) => change({ outcomes: said })}
    />
  )
}

/** What kind of act a word stands for may be left open: it is other then. */
export function KindsPart({ mapper }: { readonly mapper: Mapper }) {
  const { mapping, change } = mapper
  return (
    <WordsPart
      mapper={mapper}
      columns={kindColumns(mapping)}
      title={text.kinds}
      label={text.kindOf}
      head={heads.kind}
      none={text.kindNone}
      ours={kinds.filter((kind) => kind !== 'other')}
      wordOf={kindWord}
      said={mapping.kinds}
      onSay={(said) => change({ kinds: said })}
    />
  )
}
