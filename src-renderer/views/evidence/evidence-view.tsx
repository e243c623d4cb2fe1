import './evidence.css'
import { useEffect, useMemo } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { useKept } from '../../app/use-kept.ts'
import { View } from '../../app/view.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { evidenceText as text } from '../../text/evidence.ts'
import { PackList } from './pack-list.tsx'
import { SealPane } from './seal-pane.tsx'
import { VerifyPack } from './verify-pack.tsx'

type Tab = 'seal' | 'verify' | 'packs'

/** Seal a pack, verify any pack, and the packs of this case. */
export function EvidenceView() {
  const { route, overview } = useCaseScreen()
  const [tab, setTab] = useKept<Tab>('evidence.tab', 'seal')
  const [pack, setPack] = useKept<PlaceNamed | undefined>('evidence.pack', undefined)
  const [taken, take] = useKept<unknown>('evidence.route', undefined)
  useEffect(() => {
    if (route.view !== 'evidence' || taken === route) return
    take(() => route)
    if (route.pack) {
      setPack(route.pack)
      setTab('verify')
    } else if (route.where !== undefined || route.from !== undefined) setTab('seal')
  }, [route, taken, take, setPack, setTab])
  const options = useMemo(
    () => [
      { value: 'seal' as const, word: text.seal },
      { value: 'verify' as const, word: text.verify },
      { value: 'packs' as const, word: text.packs(overview?.packs ?? 0) },
    ],
    [overview?.packs],
  )
  return (
    <View name={text.title}>
      <div className="viewhead">
        <h1>{text.title}</h1>
        <Segmented label={text.tabs} value={tab} options={options} onPick={setTab} />
      </div>
      {tab === 'seal' && <SealPane />}
      {tab === 'verify' && <VerifyPack key={pack?.place} place={pack} onPlace={setPack} />}
      {tab === 'packs' && <PackList />}
    </View>
  )
}
