import type { Answer } from '../../src-main/contract/calls.ts'
import type { Job } from '../engine/jobs.ts'
import { useAnswer } from '../engine/use-answer.ts'
import { useJobs } from '../engine/use-jobs.ts'
import { Icon } from '../kit/icon.tsx'
import { Progress } from '../kit/progress.tsx'
import { duration, shortHash } from '../kit/values.ts'
import { VerdictMark } from '../kit/verdict-mark.tsx'
import { frameText as text } from '../text/frame.ts'
import { common, verdictWords } from '../text/words.ts'
import { type CaseHead, useCaseScreen } from './case-screen.ts'
import type { Route } from './route.ts'
import { tally } from './tally.ts'

const headOnly = { offset: 0, limit: 1 }
const onCustody = ['custody'] as const

const homes: Readonly<Record<Job['kind'], Route>> = {
  import: { view: 'import' },
  inspect: { view: 'import' },
  'clean-up': { view: 'import' },
  verify: { view: 'integrity' },
  compare: { view: 'compare' },
  clock: { view: 'compare' },
  seal: { view: 'evidence' },
  scrub: { view: 'timeline' },
  'pack-verify': { view: 'evidence' },
  'bundle-make': { view: 'evidence' },
}

function Running({ onGo }: { readonly onGo: (route: Route) => void }) {
  const job = useJobs().findLast(({ state }) => state === 'running')
  if (!job) return null
  const { progress } = job
  const done = progress && progress.total > 0 ? progress.done / progress.total : undefined
  return (
    <button type="button" onClick={() => onGo(homes[job.kind])}>
      {text.jobs[job.kind]}
      <Progress label={text.jobs[job.kind]} done={done} width={64} />
      {done !== undefined && `${Math.floor(done * 100)} %`}
      {progress?.leftS !== undefined && <span className="t3">{duration(Math.ceil(progress.leftS) * 1000)}</span>}
    </button>
  )
}

function Worst({ overview, onGo }: { readonly overview: Answer<'overview'>; readonly onGo: () => void }) {
  const { failed, unverifiable } = tally(overview)
  return (
    <>
      {failed > 0 && (
        <button type="button" onClick={onGo}>
          <VerdictMark mark="failed" word={text.failedBundles(failed)} />
        </button>
      )}
      {unverifiable > 0 && (
        <button type="button" onClick={onGo}>
          <VerdictMark mark="not-verifiable" word={text.unverifiableBundles(unverifiable)} />
        </button>
      )}
    </>
  )
}

function Custody({ head, onGo }: { readonly head: CaseHead; readonly onGo: () => void }) {
  const chain = useAnswer('custody.page', headOnly, onCustody)
  if (!chain?.ok) return null
  const { verdict, total, head: hash } = chain.data
  return (
    <button type="button" onClick={onGo}>
      <span className="t3">{text.custodyOf}</span>
      <span className="visually-hidden">{verdictWords[verdict]}</span>
      <VerdictMark mark={verdict} word={common.entries(total)} />
      <span className="mono t3" data-tip={hash}>
        {shortHash(hash || head.custody.head)}
      </span>
    </button>
  )
}

/** Offline, worst verdicts and what runs at the left; population, zone, custody and examiner at the right. */
export function StatusBar() {
  const { head, overview, zone, go } = useCaseScreen()
  return (
    <footer className="status" data-region>
      <span>
        <Icon name="offline" size={14} /> {text.offline}
      </span>
      {overview && <Worst overview={overview} onGo={() => go({ view: 'integrity' })} />}
      <Running onGo={go} />
      <button type="button" className="right" onClick={() => go({ view: 'timeline' })}>
        <span className="t3">{text.population}</span> {common.records(head.records)}, {common.bundles(head.bundles)}
      </button>
      <button type="button" className="low" onClick={() => go({ view: 'timeline' })}>
        {zone === 'UTC' ? zone : <b>{zone}</b>}
      </button>
      <Custody head={head} onGo={() => go({ view: 'custody' })} />
      {head.readOnly && <span>{text.readOnly}</span>}
      {head.auditor && (
        <button type="button" className="low" onClick={() => go({ view: 'overview' })}>
          {head.auditor}
        </button>
      )}
    </footer>
  )
}
