import type { ReactNode } from 'react'
import { PlainText } from '../../kit/plain-text.tsx'
import { count } from '../../kit/values.ts'
import { chainText } from '../../text/chain.ts'
import { checkText } from '../../text/checks.ts'
import { sentence } from '../../text/faults.ts'
import { integrityText as text } from '../../text/integrity.ts'
import { failureWords, stateWords } from '../../text/words.ts'
import { type Check, coverage, type Node } from './check-nodes.ts'
import { noRemarkOf } from './mark-meaning.ts'

interface Props {
  readonly entry: Check
  readonly node: Node
  /** The check's own sentence, where another stands above. */
  readonly says: string | undefined
}

type Fact = readonly [string, string | false | undefined]

function reachOf(entry: Check, node: Node): string {
  const same = node.bundle.checks.filter(
    ({ check, file }) => check === entry.check && (entry.file === undefined || file === entry.file),
  )
  const { held, all } = coverage(same)
  if (held === 0) return text.reachNone
  return held === all ? text.reachAll(all) : text.reachUnits(held, text.checkName(entry.check))
}

/** A place in a chain: the chain's own part says how far its proof reaches. */
const isPlaced = ({ check, line }: Check): boolean => check === 'chain.link' && line !== undefined

/** Only of a proof can be said how far it reaches. */
const isReaching = ({ level, verdict }: Check): boolean => level === 'proof' && verdict !== 'not-offered'

const besideOf = ({ file = '' }: Check): string => chainText.settledBeside(file.split('/').at(-1) ?? file)

/** What its mark means, what it could be and what would settle it: of a check that held, nothing needs to be settled. */
function meaningOf({ entry, node, says }: Props): readonly Fact[] {
  const { means, settles } = checkText(entry.check)
  return [
    [text.means, noRemarkOf([entry]) ?? means],
    [text.what, chainText.couldBe(entry.kind)],
    [text.settles, entry.verdict !== 'verified' && sentence(entry.settles ?? (says ? besideOf(entry) : settles))],
    [text.reach, !isPlaced(entry) && isReaching(entry) && reachOf(entry, node)],
  ]
}

function placeOf({ file, line, kind, state, level }: Check, says: string | undefined): readonly Fact[] {
  return [
    [text.file, file],
    [text.place, line === undefined ? undefined : count(line)],
    [text.kind, kind && failureWords[kind]],
    [text.state, state && stateWords[state]],
    [text.level, level === 'proof' ? text.levelProof : text.levelObservation],
    [text.says, says],
  ]
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="whole">{children}</dd>
    </>
  )
}

function Facts({ facts, children }: { readonly facts: readonly Fact[]; readonly children?: ReactNode }) {
  return (
    <section className="sec">
      <dl className="kv wide">
        {facts.map(
          ([name, fact]) =>
            fact && (
              <Term key={name} name={name}>
                <PlainText text={fact} />
              </Term>
            ),
        )}
        {children}
      </dl>
    </section>
  )
}

/** What is known of a check, by its name; nothing is named that it does not have. */
export function FactsPart({ entry, node, says }: Props) {
  const { follows = [] } = entry
  return (
    <>
      <Facts facts={meaningOf({ entry, node, says })} />
      <Facts facts={placeOf(entry, says)}>
        {follows.length > 0 && (
          <Term name={text.follows}>
            <ul>
              {follows.map((one) => (
                <li key={one}>
                  <PlainText text={one} />
                </li>
              ))}
            </ul>
          </Term>
        )}
      </Facts>
    </>
  )
}
