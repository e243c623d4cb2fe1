import { useDeferredValue, useMemo, useState } from 'react'
import { useAnswer } from '../engine/use-answer.ts'
import { microsOf } from '../kit/moment.ts'
import { type Command, Palette } from '../kit/palette.tsx'
import { count } from '../kit/values.ts'
import { frameText as text } from '../text/frame.ts'
import { useCaseScreen } from './case-screen.ts'
import { print } from '../../src-main/core/filter/print.ts'
import { valueQuery } from '../../src-main/core/filter/query.ts'
import { type Route, routeTo, views } from './route.ts'

interface Props {
  /** What can be done anywhere in the frame, beside going to a view. */
  readonly actions: readonly Command[]
  readonly onClose: () => void
}

const foot = [
  { keys: '↑ ↓', word: text.choose },
  { keys: 'Enter', word: text.run },
  { keys: '#', word: text.byRow },
  { keys: '@', word: text.byTime },
]

const hour = (us: number, by: number): string => new Date(us / 1000 + by * 3_600_000).toISOString()

function placeCommand(typed: string, go: (route: Route) => void): Command | undefined {
  const group = text.groupPlace
  const rest = typed.slice(1).trim()
  if (/^#\d+$/u.test(typed)) {
    const rank = Math.max(0, Number(rest) - 1)
    return {
      key: 'row',
      group,
      word: text.goRow(count(rank + 1)),
      icon: 'bars',
      onRun: () => go({ view: 'timeline', rank }),
    }
  }
  const us =
    typed.startsWith('@') && rest.length >= 10
      ? microsOf(/[zZ]|[+-]\d\d:\d\d$/u.test(rest) ? rest : `${rest.replace(' ', 'T')}${rest.length > 10 ? 'Z' : ''}`)
      : undefined
  if (us === undefined) return undefined
  return {
    key: 'time',
    group,
    word: text.goTime(rest),
    icon: 'clock',
    onRun: () => go({ view: 'timeline', from: hour(us, -0.5), to: hour(us, 0.5) }),
  }
}

function useValues(field: 'target' | 'actor', typed: string) {
  const ask = useMemo(() => ({ field, text: typed, limit: 6 }), [field, typed])
  const reply = useAnswer('values.complete', ask)
  return reply?.ok && typed.length > 1 ? reply.data.values : []
}

/** The palette of an open case: what can be done, where to go, and the secrets and identities of the case. */
export function CasePalette({ actions, onClose }: Props) {
  const { go } = useCaseScreen()
  const [typed, setTyped] = useState('')
  const later = useDeferredValue(typed)
  const targets = useValues('target', later)
  const actors = useValues('actor', later)
  const commands = useMemo(() => {
    const place = placeCommand(typed, go)
    if (place) return [place]
    const wanted = typed.replace(/^>/u, '').trim().toLowerCase()
    const fits = ({ word }: Command): boolean => word.toLowerCase().includes(wanted)
    const to = views.map(({ view, word, icon }, n): Command => ({
      key: view,
      group: text.groupGo,
      word,
      icon,
      keys: `Ctrl ${n + 1}`,
      onRun: () => go(routeTo(view)),
    }))
    const found = (field: 'target' | 'actor', group: string, list: typeof targets): Command[] =>
      list.map(({ value, inCase }) => ({
        key: `${field} ${value}`,
        group,
        word: value,
        note: count(inCase),
        icon: field === 'target' ? 'key' : 'overview',
        onRun: () => go({ view: 'timeline', where: print(valueQuery(field, value)) }),
      }))
    return [
      ...actions.filter(fits),
      ...to.filter(fits),
      ...found('target', text.groupSecrets, targets),
      ...found('actor', text.groupActors, actors),
    ]
  }, [typed, go, actions, targets, actors])
  return (
    <Palette
      label={text.search}
      hint={text.search}
      none={text.searchNone}
      foot={foot}
      text={typed}
      onText={setTyped}
      commands={commands}
      onClose={onClose}
    />
  )
}
