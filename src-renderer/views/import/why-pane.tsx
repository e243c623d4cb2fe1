import { useMemo } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { zoneOptions } from '../../app/zone-options.ts'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { CheckBox } from '../../kit/check-box.tsx'
import { Icon } from '../../kit/icon.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { importText as text } from '../../text/import.ts'
import { RefusedFiles } from './refused-files.tsx'
import type { Options, Recognised, Waiting } from './use-imports.ts'

interface Props {
  readonly input: Waiting
  readonly options: Options
  readonly onOptions: (options: Options) => void
}

const none = {}
const zones = zoneOptions(text.zoneNone)

/** Left out where it is empty: an option that is not given is not asked. */
const withOption = (options: Options, name: 'format' | 'sourceZone' | 'environment', value: string): Options => {
  const { [name]: _, ...rest } = options
  return value === '' ? rest : { ...rest, [name]: value }
}

/** What stands between backticks is a name of the source. */
function Reason({ text: reason }: { readonly text: string }) {
  return (
    <span>
      {reason.split('`').map((part, place) => {
        const Tag = place % 2 === 1 ? 'code' : 'span'
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a piece of a text is its place
          <Tag key={place} className={place % 2 === 1 ? 'mono' : ''}>
            <PlainText text={part} />
          </Tag>
        )
      })}
    </span>
  )
}

/** What nothing recognises but has columns can be mapped by hand. */
function MapColumns({ input }: Pick<Props, 'input'>) {
  const { go } = useCaseScreen()
  const { place, name } = input
  return (
    <div className="map-columns">
      <p className="hint">{text.mapMore}</p>
      <Button look="primary" icon="table" onClick={() => go({ view: 'mapping', input: { place, name } })}>
        {text.map}
      </Button>
    </div>
  )
}

/** What the source offers as proof; of a refused input nothing can be said. */
function Offers({ proofs }: { readonly proofs: Recognised['integrity'] }) {
  return (
    <>
      <h2>{text.offers}</h2>
      <ul className="why">
        {proofs.length === 0 ? (
          <li>
            <span>–</span>
            <span className="t2">{text.offersNone}</span>
          </li>
        ) : (
          <>
            <li>
              <Icon name="clock" size={12} />
              <span>{text.offersLater}</span>
            </li>
            {proofs.map((one) => (
              <li key={one}>
                <span />
                <span className="t2">{one}</span>
              </li>
            ))}
          </>
        )}
      </ul>
    </>
  )
}

function Reasons({ input }: Pick<Props, 'input'>) {
  const found = input.found
  if (!found) return <p className="hint">{text.recognising}</p>
  return (
    <>
      <h2>{found.format ? text.why(found.title ?? found.format) : text.whyUnknown}</h2>
      {found.refused && <RefusedFiles files={[found.refused]} />}
      {found.mappable && <MapColumns input={input} />}
      {found.reasons.length > 0 && (
        <ul className="why">
          {found.reasons.map((reason) => (
            <li key={reason}>
              <Icon name="tick" size={12} />
              <Reason text={reason} />
            </li>
          ))}
        </ul>
      )}
      {found.refusedFiles.length > 0 && (
        <>
          <h2>{text.notRecognisedFiles(found.refusedFiles.length)}</h2>
          <RefusedFiles files={found.refusedFiles} />
        </>
      )}
      {!found.refused && <Offers proofs={found.integrity} />}
    </>
  )
}

/** Why an input is taken for what it is, what proof that offers, and how it is to be imported. */
export function WhyPane({ input, options, onOptions }: Props) {
  const reply = useAnswer('formats.list', none)
  const formats = useMemo(
    () => [
      { value: '', word: text.asRecognised },
      ...(reply?.ok ? reply.data.formats.map(({ id, title }) => ({ value: id, word: title })) : []),
    ],
    [reply],
  )
  return (
    <div className="scroll grow why-pane">
      <Reasons input={input} />
      <h2>{text.options}</h2>
      <div className="col" style={{ gap: 8 }}>
        <SelectField
          label={text.options}
          quiet
          options={formats}
          value={options.format ?? ''}
          onPick={(value) => onOptions(withOption(options, 'format', value))}
        />
        <SelectField
          label={text.zone}
          options={zones}
          value={options.sourceZone ?? ''}
          onPick={(value) => onOptions(withOption(options, 'sourceZone', value))}
        />
        <TextField
          label={text.environment}
          hint={text.environmentHint}
          maxLength={100}
          value={options.environment ?? ''}
          onChange={(event) => onOptions(withOption(options, 'environment', event.target.value))}
        />
        <CheckBox checked={options.again ?? false} onTick={(again) => onOptions({ ...options, again })}>
          {text.again}
        </CheckBox>
      </div>
    </div>
  )
}
