import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PlaceNamed } from '../../src-main/contract/shell-calls.ts'
import { askShell } from '../engine/bridge.ts'
import { useShellEvent } from '../engine/use-event.ts'
import { TipLayer } from '../kit/tip-layer.tsx'
import type { Fault } from '../text/faults.ts'
import { NewCaseDialog } from '../views/start/new-case-dialog.tsx'
import { CaseFrame } from './case-frame.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import type { Route } from './route.ts'
import { type SortedPlaces, sortPlaces } from './sort-places.ts'
import { StartFrame } from './start-frame.tsx'
import { useAbout } from './use-about.ts'
import { useCaseFile } from './use-case-file.ts'
import { useDrop } from './use-drop.ts'
import { useEngineLoss } from './use-engine-loss.ts'

const choose = async (what: 'case-open' | 'pack-open'): Promise<PlaceNamed | undefined> => {
  const reply = await askShell('shell.choose', { what })
  return reply.ok ? reply.data.places[0] : undefined
}

/** What came in and is not yet taken: files named at the start, dropped, or opened by the desktop. */
function useIncoming(open: (place: PlaceNamed) => Promise<boolean>) {
  const [inputs, setInputs] = useState<readonly PlaceNamed[]>([])
  const [pack, setPack] = useState<PlaceNamed>()
  const [fault, setFault] = useState<Fault>()
  const take = useCallback(
    async ({ cases, packs, inputs: more }: SortedPlaces): Promise<void> => {
      setFault(undefined)
      const found = cases[0]
      if (found) await open(found)
      if (packs[0]) setPack(packs[0])
      if (more.length > 0) setInputs((old) => [...old, ...more])
    },
    [open],
  )
  useEffect(() => {
    void askShell('shell.launch', {}).then((reply) => (reply.ok ? take(reply.data) : setFault(reply)))
  }, [take])
  useShellEvent(
    'shell.opened',
    useCallback((places) => void take(places), [take]),
  )
  const over = useDrop((places) => void take(sortPlaces(places)), setFault)
  return { inputs, pack, fault, over, setInputs, setPack }
}

/** Where a case begins: with what came in, else with its overview. */
function beginning({ pack, inputs }: Pick<ReturnType<typeof useIncoming>, 'pack' | 'inputs'>): Route {
  if (pack) return { view: 'evidence', pack }
  return inputs.length > 0 ? { view: 'import', places: inputs } : { view: 'overview' }
}

/** The window: a start page, or one open case. */
export function App() {
  const about = useAbout()
  const file = useCaseFile()
  const incoming = useIncoming(file.open)
  const [making, make] = useState(false)
  const { inputs, pack, fault, setInputs, setPack } = incoming
  const begin = useMemo(() => beginning({ pack, inputs }), [pack, inputs])
  const taken = useCallback(() => {
    setInputs([])
    setPack(undefined)
  }, [setInputs, setPack])
  const lost = useEngineLoss(file, taken)
  const hands = {
    about,
    onNew: () => make(true),
    onOpen: () => void choose('case-open').then((place) => place && file.open(place)),
    onChoosePack: () => void choose('pack-open').then((place) => place && setPack(place)),
  }
  const ofCase = { incoming: begin, onTaken: taken, fault, lost, refused: file, onClose: () => void file.close() }
  return (
    <div className={incoming.over ? 'dropping' : ''}>
      <ErrorBoundary>
        {file.head ? (
          <CaseFrame key={file.opened} head={file.head} {...ofCase} {...hands} />
        ) : (
          <StartFrame file={file} inputs={inputs} pack={pack} onPack={setPack} fault={fault ?? lost} {...hands} />
        )}
      </ErrorBoundary>
      {making && <NewCaseDialog file={file} onClose={() => make(false)} onMade={() => make(false)} />}
      <TipLayer />
    </div>
  )
}
