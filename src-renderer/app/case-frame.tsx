import { useCallback, useEffect, useMemo, useState } from 'react'
import { useAnswer } from '../engine/use-answer.ts'
import { rangeText, microsOf } from '../kit/moment.ts'
import type { Command } from '../kit/palette.tsx'
import { Toast } from '../kit/toast.tsx'
import type { Fault } from '../text/faults.ts'
import { frameText as text } from '../text/frame.ts'
import { type CaseHead, type CaseScreen, CaseScreenContext, useCaseScreen } from './case-screen.ts'
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
import type { CaseFile } from './use-case-file.ts'
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
  /** Another case that could not be opened. */
  readonly refused: Pick<CaseFile, 'fault' | 'place' | 'dismiss'>
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onChoosePack: () => void
  readonly onClose: () => void
}

const none = {}
const onAll = ['records', 'checks', 'trust', 'custody', 'packs', 'head'] as const
const RAIL_UNDER_PX = 1600

/** The head as it is now, and what the overview says, for all views. */
function useCaseAnswers(first: CaseHead) {
  const head = useAnswer('case.head', none, onAll)
  const overview = useAnswer('overview', none, onAll)
  return { head: (head?.ok && head.data) || first, overview: overview?.ok ? overview.data : undefined }
}

/** Where the window stands. What comes in from outside leads to its view, each time anew. */
function useRoute(incoming: Route, onTaken: () => void) {
  const [{ route, came }, set] = useState({ route: incoming, came: incoming })
  const go = useCallback((next: Route) => set((old) => ({ ...old, route: next })), [])
  if (incoming !== came) set({ route: incoming.view === 'overview' ? route : incoming, came: incoming })
  useEffect(() => {
    if (incoming.view !== 'overview') onTaken()
  }, [incoming, onTaken])
  return [route, go] as const
}

const localZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

function useScreen({ head: first, incoming, onTaken }: Props): CaseScreen & { readonly dense: () => void } {
  const answers = useCaseAnswers(first)
  const [route, go] = useRoute(incoming, onTaken)
  const [zone, setZone] = useState('UTC')
  const [toast, setToast] = useState<string>()
  const [loose, loosen] = useState(false)
  const [kept] = useState(() => new Map<string, unknown>())
  const narrow = useNarrow(1180)
  const caseZone = answers.head.zone
  const zones = useMemo(() => [...new Set(['UTC', caseZone, localZone])], [caseZone])
  const say = useCallback((words: string) => setToast(words || undefined), [])
  const rowPx = loose ? 28 : 22
  return { ...answers, zone, zones, rowPx, route, narrow, setZone, go, say, kept, toast, dense: () => loosen(!loose) }
}

const periodText = ({ first, last }: CaseHead): string => {
  const from = first && microsOf(first)
  const to = last && microsOf(last)
  return from && to ? rangeText(from, to + 1, 'UTC') : ''
}

type Menus = ReturnType<typeof caseMenus>

const commandsOf = (menus: Menus): readonly Command[] =>
  menus
    .filter(({ word }) => word !== text.goMenu)
    .flatMap(({ word: menu, items }) =>
      items.map(({ word, keys, onPick }): Command => ({
        key: `${menu} ${word}`,
        group: text.groupDo,
        word,
        keys,
        icon: 'right',
        onRun: onPick,
      })),
    )

/** Whether the side is a rail: by the width, until the user chooses. */
function useRail(view: Route['view'], narrow: boolean) {
  const [wide, widen] = useState<boolean>()
  const tight = useNarrow(RAIL_UNDER_PX)
  const rail = wide === undefined ? narrow || (view === 'timeline' && tight) : !wide
  return { rail, onSide: () => widen(rail) }
}

type Shown = 'palette' | 'keys' | undefined

/** Menus and keys of the whole frame: the same acts by both. */
function useActs(
  props: Props,
  { go, dense }: ReturnType<typeof useScreen>,
  { show, onSide }: { readonly show: (what: Shown) => void; readonly onSide: () => void },
): Menus {
  const { onNew, onOpen, onChoosePack, onClose } = props
  const onImport = (): void => go({ view: 'import' })
  const onKeys = (): void => show('keys')
  useChords({
    'ctrl+n': onNew,
    'ctrl+o': onOpen,
    'ctrl+i': onImport,
    'ctrl+shift+v': onChoosePack,
    'ctrl+b': onSide,
    'ctrl+alt+d': dense,
    'ctrl+k': () => show('palette'),
    '?': onKeys,
    f6: () => nextRegion(1),
    'shift+f6': () => nextRegion(-1),
    ...Object.fromEntries(views.map(({ view }, n) => [`ctrl+${n + 1}`, () => go(routeTo(view))])),
  })
  return caseMenus({
    onNew,
    onOpen,
    onClose,
    go,
    onVerifyPack: onChoosePack,
    onKeys,
    onImport,
    onSide,
    onDensity: dense,
  })
}

function Content({ fault, refused }: { readonly fault: Fault | undefined } & Pick<Props, 'refused'>) {
  const { toast, say } = useCaseScreen()
  return (
    <div className="view">
      {fault && <FaultPane fault={fault} />}
      {refused.fault && <FaultPane fault={refused.fault} about={refused.place?.name} onDismiss={refused.dismiss} />}
      <CaseView />
      {toast && (
        <Toast key={toast} closeLabel={text.toast} onClose={() => say('')}>
          {toast}
        </Toast>
      )}
    </div>
  )
}

/** The window with a case: side, view, status bar, and the keys that work everywhere. */
export function CaseFrame(props: Props) {
  const screen = useScreen(props)
  const { head, route, narrow } = screen
  const [shown, show] = useState<Shown>()
  const { rail, onSide } = useRail(route.view, narrow)
  const menus = useActs(props, screen, { show, onSide })
  const hide = (): void => show(undefined)
  const note = [head.organisation, periodText(head)].filter(Boolean).join(', ')
  return (
    <CaseScreenContext value={screen}>
      <div className={rail ? 'win rail' : 'win'}>
        <TitleBar
          about={props.about}
          menus={menus}
          caseName={head.title || head.name}
          caseNote={note}
          onPalette={() => show('palette')}
        />
        <SideNav />
        <Content fault={props.lost ?? props.fault} refused={props.refused} />
        <StatusBar />
      </div>
      {shown === 'palette' && <CasePalette actions={commandsOf(menus)} onClose={hide} />}
      {shown === 'keys' && <KeysDialog onClose={hide} />}
    </CaseScreenContext>
  )
}
