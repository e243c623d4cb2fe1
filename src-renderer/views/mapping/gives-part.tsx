import { VerdictMark } from '../../kit/verdict-mark.tsx'
import { count } from '../../kit/values.ts'
import { mappingText as text } from '../../text/mapping.ts'
import type { Mapper, Preview } from './use-mapping.ts'

const heads = text.givesHeads

const periodOf = ({ first, last }: Preview): string =>
  first === undefined || last === undefined ? '–' : `${first.slice(0, 10)} – ${last.slice(0, 10)} UTC`

/** What comes of the first part, in numbers. */
export function GivesPart({ mapper: { preview } }: { readonly mapper: Mapper }) {
  if (preview === undefined) return null
  const { entries, records, duplicates, rejected, unmapped } = preview
  const lines: readonly (readonly [string, React.ReactNode])[] = [
    [heads.entries, count(entries)],
    [heads.records, count(records)],
    [heads.duplicates, count(duplicates)],
    [heads.rejected, count(rejected)],
    [heads.period, periodOf(preview)],
    [heads.outcomes, text.words(unmapped.outcome)],
    [heads.kinds, text.words(unmapped.kind)],
    [heads.proof, <VerdictMark key="proof" mark="not-offered" word={text.proofNone} size={12} />],
  ]
  return (
    <section className="sec" aria-label={text.gives}>
      <h2>{text.gives}</h2>
      <dl className="kv">
        {lines.flatMap(([head, value]) => [
          <dt key={`${head} head`}>{head}</dt>,
          <dd key={head} className="whole">
            {value}
          </dd>,
        ])}
      </dl>
    </section>
  )
}
