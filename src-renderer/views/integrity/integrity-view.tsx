import './integrity.css'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { useKept } from '../../app/use-kept.ts'
import { View } from '../../app/view.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { microsOf, proseTime } from '../../kit/moment.ts'
import { SplitPane } from '../../kit/split-pane.tsx'
import { duration } from '../../kit/values.ts'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { integrityText as text } from '../../text/integrity.ts'
import { breaksOf, keysOfFailed, type Node, openRows, parentsOf, rootsOf, type VerifyState } from './check-nodes.ts'
import { CheckTree } from './check-tree.tsx'
import { NodeDetail } from './node-detail.tsx'
import { ReportDialog } from './report/report-dialog.tsx'
import { SupplyDialog } from './supply-dialog.tsx'
import { TrustedKeys } from './trusted-keys.tsx'
import { useVerification } from './use-verification.ts'

const noKeys: readonly string[] = []

/** What is open and chosen in the tree; at first everything that failed. */
function useTree(state: VerifyState) {
  const { route } = useCaseScreen()
  const roots = useMemo(() => rootsOf(state), [state])
  const breaks = useMemo(() => breaksOf(roots), [roots])
  const [opened, setOpened] = useKept<readonly string[] | undefined>('integrity.open', undefined)
  const [selected, select] = useKept<string | undefined>('integrity.selected', undefined)
  const open = useMemo(() => (opened ? new Set(opened) : keysOfFailed(roots)), [opened, roots])
  const rows = useMemo(() => openRows(roots, open), [roots, open])
  const chosen = rows.find(({ node }) => node.key === selected)?.node ?? breaks[0] ?? roots[0]
  const wanted = route.view === 'integrity' ? route.bundle : undefined
  useEffect(() => {
    const root = roots.find((node) => node.bundle.id === wanted)
    const first = breaks.find((node) => node.bundle.id === wanted)
    if (wanted !== undefined && root) select((first ?? root).key)
  }, [wanted, roots, breaks, select])
  const show = (node: Node | undefined): void => {
    if (!node) return
    setOpened([...open, ...parentsOf(node.key)])
    select(node.key)
  }
  const at = breaks.findIndex((node) => node.key === chosen?.key)
  const step = (by: number): void => show(breaks[at < 0 ? 0 : (at + by + breaks.length) % breaks.length])
  const setOpen = (key: string, on: boolean): void =>
    setOpened(on ? [...open, key] : [...open].filter((one) => one !== key))
  const onKey = (event: KeyboardEvent): void => {
    const acts: Record<string, () => void> = {
      '[': () => step(-1),
      ']': () => step(1),
      '*': () => setOpened([...(opened ?? noKeys), ...keysOfFailed(roots)]),
    }
    acts[event.key]?.()
  }
  return { roots, rows, breaks, chosen, at, select, setOpen, step, onKey }
}

function Ready({ state, onSupply }: { readonly state: VerifyState; readonly onSupply: (bundle: number) => void }) {
  const tree = useTree(state)
  const [width, setWidth] = useKept('integrity.width', 412)
  const { breaks, at, chosen, step } = tree
  return (
    <SplitPane label={text.checks} size={width} onSize={setWidth} stacks>
      <CheckTree tree={tree} state={state} />
      <div className="pane" onKeyDown={tree.onKey} role="presentation">
        {chosen ? (
          <NodeDetail
            key={chosen.key}
            node={chosen}
            roots={tree.roots}
            at={at}
            breaks={breaks}
            onStep={step}
            onSelect={tree.select}
            onSupply={onSupply}
          />
        ) : (
          <EmptyPane title={text.choose}>{text.chooseMore}</EmptyPane>
        )}
      </div>
    </SplitPane>
  )
}

function Context({ state }: { readonly state: VerifyState | undefined }) {
  const { overview, head, zone } = useCaseScreen()
  const lines = overview?.bundles.reduce((sum, bundle) => sum + bundle.lines, 0) ?? 0
  const us = state?.checkedAt ? microsOf(state.checkedAt) : undefined
  const when =
    us === undefined
      ? text.notChecked
      : text.checkedAt(proseTime(us, zone), state?.seconds ? duration(state.seconds * 1000) : '')
  return <span className="t2 ell">{[text.summary(head.bundles, lines), when].join(', ')}</span>
}

function Head({
  state,
  check,
  onKeys,
  onPrint,
}: {
  readonly state: VerifyState | undefined
  readonly check: Verification
  readonly onKeys: () => void
  readonly onPrint: () => void
}) {
  const { head, go } = useCaseScreen()
  const everChecked = state?.checkedAt !== undefined
  return (
    <div className="viewhead">
      <h1>{text.title}</h1>
      <Context state={state} />
      <span className="right">
        <Button onClick={onKeys}>{text.trustedKeys}</Button>
        <Button disabled={head.bundles < 2} onClick={() => go({ view: 'compare' })}>
          {text.compare}
        </Button>
        <Button disabled={!everChecked} onClick={onPrint}>
          {text.print}
        </Button>
        <Button
          look="primary"
          disabled={check.running !== undefined || head.bundles === 0}
          onClick={() => void check.begin()}
        >
          {everChecked ? text.verifyAgain : text.verify}
        </Button>
      </span>
    </div>
  )
}

function Body({ check, onSupply }: { readonly check: Verification; readonly onSupply: (bundle: number) => void }) {
  const { head, go } = useCaseScreen()
  const { reply } = check
  if (!reply) return <WaitingPane label={text.waiting} lines={8} />
  if (!reply.ok) return <FaultPane fault={reply} />
  if (head.bundles === 0)
    return (
      <EmptyPane title={text.nothing} actions={<Button onClick={() => go({ view: 'import' })}>{text.toImport}</Button>}>
        {text.nothingMore}
      </EmptyPane>
    )
  if (reply.data.bundles.length > 0) return <Ready state={reply.data} onSupply={onSupply} />
  return (
    <EmptyPane title={text.neverChecked} actions={<Button onClick={() => void check.begin()}>{text.verify}</Button>}>
      {text.neverCheckedMore}
    </EmptyPane>
  )
}

type Verification = ReturnType<typeof useVerification>

/** Every check of every bundle, and what stands behind each. */
export function IntegrityView() {
  const [keys, showKeys] = useState(false)
  const [printing, print] = useState(false)
  const [supplied, supplyFor] = useState<number>()
  const check = useVerification()
  const { reply, running, fault, begin, cancel } = check
  const state = reply?.ok ? reply.data : undefined
  return (
    <View name={text.title}>
      <Head state={state} check={check} onKeys={() => showKeys(true)} onPrint={() => print(true)} />
      {running && <JobProgress title={text.running} job={running} note={text.cancelMore} onCancel={cancel} />}
      {fault && <FaultPane fault={fault} onRetry={() => void begin()} />}
      <Body check={check} onSupply={supplyFor} />
      {keys && <TrustedKeys onClose={() => showKeys(false)} />}
      {supplied !== undefined && (
        <SupplyDialog bundle={supplied} onClose={() => supplyFor(undefined)} onVerify={(ask) => void begin(ask)} />
      )}
      {printing && state && <ReportDialog state={state} onClose={() => print(false)} />}
    </View>
  )
}
