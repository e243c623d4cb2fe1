import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAnswer } from '../engine/use-answer.ts'
import { rangeText, microsOf } from '../kit/moment.ts'
import type { Command } from '../kit/palette.tsx'
import { Toast } from '../kit/toast.tsx'
import type { Fault } from '../text/faults.ts'
import { frameText as text } from '../text/frame.ts'
import { type CaseHead, type CaseScreen, CaseScreenContext } from './case-screen.ts'
import { CasePalette } from './case-palette.tsx'
import { CaseView } from './case-view.tsx'
import { FaultPane } from './fault-pane.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { nextRegion } from './keys.ts'
import { caseMenus } from './menus.ts'
import { type Route, routeTo, views } from './route.ts'
import { SideNav } from './side-nav.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'
import type { About } from './use-about.ts'
import { useChords } from './use-chords.ts'
import { useNarrow } from './use-narrow.ts'

interface Props {
  readonly head: CaseHead
  /** Where to stand at first, and again whenever something comes in from outside. */
  readonly incoming: Route
  readonly onTaken: () => void
  readonly about: About | undefined
  readonly fault: Fault | undefined
  readonly lost: Fault | undefined
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onChoosePack: () => void
  readonly onClose: () => void
}

const none = {}
const onAll = ['records', 'checks', 'trust', 'custody', 'packs', 'head'] as const
const RAIL_UNDER_PX = 1600

function useScreen({
  head: first,
  incoming,
  onTaken,
}: Props): CaseScreen & { readonly toast: string | undefined; readonly dense: () => void } {
  const head = useAnswer('case.head', none, onAll)
  const overview = useAnswer('overview', none, onAll)
  const [route, go] = useState<Route>(incoming)
  const [zone, setZone] = useState('UTC')
  const [toast, say] = useState<string>()
  const [loose, loosen] = useState(false)
  const kept = useRef(new Map<string, unknown>()).current
  const narrow = useNarrow(1180)
  useEffect(() => {
    if (incoming.view === 'overview') return
    go(incoming)
    onTaken()
  }, [incoming, onTaken])
  const now = head?.ok && head.data ? head.data : first
  const local = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zones = useMemo(() => [...new Set(['UTC', now.zone, local])], [now.zone, local])
  return {
    head: now,
    overview: overview?.ok ? overview.data : undefined,
    zone,
    zones,
    rowPx: loose ? 28 : 22,
    route,
    narrow,
    setZone,
    go,
    say: useCallback((words: string) => say(words || undefined), []),
    kept,
    toast,
    dense: () => loosen(!loose),
  }
}

const periodText = ({ first, last }: CaseHead): string => {
  const from = first && microsOf(first)
  const to = last && microsOf(last)
  return from && to ? rangeText(from, to + 1, 'UTC') : ''
}

/** The window with a case: side, view, status bar, and the keys that work everywhere. */
export function CaseFrame(props: Props) {
  const screen = useScreen(props)
  const { head, route, go, narrow } = screen
  const [wide, widen] = useState<boolean>()
  const [shown, show] = useState<'palette' | 'keys'>()
  const tight = useNarrow(RAIL_UNDER_PX)
  const rail = wide === undefined ? narrow || (route.view === 'timeline' && tight) : !wide
  const onImport = useCallback(() => go({ view: 'import' }), [go])
  const onSide = (): void => widen(rail)
  const hands = {
    ...props,
    go,
    onVerifyPack: props.onChoosePack,
    onKeys: () => show('keys'),
    onImport,
    onSide,
    onDensity: screen.dense,
  }
  useChords({
    'ctrl+n': props.onNew,
    'ctrl+o': props.onOpen,
    'ctrl+i': onImport,
    'ctrl+shift+v': props.onChoosePack,
    'ctrl+b': onSide,
    'ctrl+alt+d': screen.dense,
    'ctrl+k': () => show('palette'),
    '?': () => show('keys'),
    f6: () => nextRegion(1),
    'shift+f6': () => nextRegion(-1),
    ...Object.fromEntries(views.map(({ view }, n) => [`ctrl+${n + 1}`, () => go(routeTo(view))])),
  })
  const menus = caseMenus(hands)
  const actions = menus.flatMap(({ word: group, items }) =>
    group === text.goMenu
      ? []
      : items.map(({ word, keys, onPick }): Command => ({
          key: `${group} ${word}`,
          group: text.groupDo,
          word,
          keys,
          icon: 'right',
          onRun: onPick,
        })),
  )
  return (
    <CaseScreenContext value={screen}>
      <div className={rail ? 'win rail' : 'win'}>
        <TitleBar
          about={props.about}
          menus={menus}
          caseName={head.title || head.name}
          caseNote={[head.organisation, periodText(head)].filter(Boolean).join(', ')}
          onPalette={() => show('palette')}
        />
        <SideNav />
        <div className="view">
          {(props.lost ?? props.fault) && (
            <FaultPane fault={props.lost ?? props.fault ?? { code: 'internal', message: '' }} />
          )}
          <CaseView />
          {screen.toast && (
            <Toast key={screen.toast} closeLabel={text.toast} onClose={() => screen.say('')}>
              {screen.toast}
            </Toast>
          )}
        </div>
        <StatusBar />
      </div>
      {shown === 'palette' && <CasePalette actions={actions} onClose={() => show(undefined)} />}
      {shown === 'keys' && <KeysDialog onClose={() => show(undefined)} />}
    </CaseScreenContext>
  )
}
