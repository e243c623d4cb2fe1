import { useMemo, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { scrubText } from '../../text/scrub.ts'
import { timelineText as text } from '../../text/timeline.ts'
import { prettyOriginal, stretches } from './original.ts'
import { ScrubDialog } from './scrub-dialog.tsx'
import type { WholeRecord } from './shapes.ts'

type Form = 'bytes' | 'pretty'

const forms = [
  { value: 'bytes', word: text.asBytes },
  { value: 'pretty', word: text.asPretty },
] as const

/** Newlines lay out the pretty form; anything else that acts is drawn in a box. Its places are all the identity a piece has. */
function Piece({ text: shown }: { readonly text: string }) {
  const lines = shown.split('\n')
  return lines.map((line, n) => (
    // oxlint-disable-next-line react/no-array-index-key -- a line of a text is its place
    <span key={n}>
      {n > 0 && '\n'}
      <PlainText text={line} />
    </span>
  ))
}

function Raw({ shown, hits }: { readonly shown: string; readonly hits: readonly string[] }) {
  const parts = useMemo(() => stretches(shown, hits), [shown, hits])
  return (
    <pre className="raw">
      {parts.map((part, place) => {
        const Tag = part.look === 'hit' ? 'mark' : 'span'
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a stretch of a text is its place
          <Tag key={place} className={part.look === 'name' ? 't2' : ''}>
            <Piece text={part.text} />
          </Tag>
        )
      })}
    </pre>
  )
}

type Original = WholeRecord['originals'][number]

/** Who scrubbed it, when and why, and what that means. */
function ScrubbedNote({ scrubbed }: { readonly scrubbed: NonNullable<Original['scrubbed']> }) {
  const { who, when, why, whole, custody } = scrubbed
  return (
    <p className="note not-verifiable sm">
      <span>
        <b>{scrubText.by(who, when, whole)}</b>: <PlainText text={why} /> ({scrubText.custody(custody)};{' '}
        {scrubText.notVerifiable})
      </span>
    </p>
  )
}

/** The way to overwrite what is kept; nothing is left to do where all of it is. */
function ScrubButton({ found }: { readonly found: WholeRecord }) {
  const { head } = useCaseScreen()
  const [asking, ask] = useState(false)
  if (found.originals.every(({ scrubbed }) => scrubbed?.whole === true)) return undefined
  return (
    <>
      <Button
        look="plain"
        small
        disabled={head.readOnly}
        title={head.readOnly ? scrubText.readOnly : undefined}
        onClick={() => ask(true)}
      >
        {scrubText.open}
      </Button>
      {asking && <ScrubDialog found={found} onClose={() => ask(false)} />}
    </>
  )
}

/** The lines the record was read from, as bytes or laid out; masked values stay masked. */
export function OriginalPart({ found, hits }: { readonly found: WholeRecord; readonly hits: readonly string[] }) {
  const { originals } = found
  const [form, setForm] = useState<Form>('bytes')
  const masked = originals.reduce((sum, line) => sum + line.masked.length, 0)
  return (
    <section className="dsec">
      <h3>
        {text.original} <Segmented label={text.originalForm} value={form} options={forms} onPick={setForm} tiny />
        <span className="right t3 sm">{text.maskedBy(masked)}</span>
      </h3>
      {originals.map((line) => (
        <div key={line.offset} className="original">
          <p className="t3 xs">
            {text.line(line.line)}
            {line.cut && `, ${text.cut}`}
          </p>
          {line.scrubbed && <ScrubbedNote scrubbed={line.scrubbed} />}
          <Raw shown={form === 'pretty' ? prettyOriginal(line.text) : line.text} hits={hits} />
        </div>
      ))}
      <ScrubButton key={found.record.id} found={found} />
    </section>
  )
}
