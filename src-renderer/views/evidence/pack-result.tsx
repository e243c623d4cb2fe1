import type { ReactNode } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { ScrollPane } from '../../kit/scroll-pane.tsx'
import { Verdict } from '../../app/verdict.tsx'
import { HashText } from '../../kit/hash-text.tsx'
import { type ListColumn, ListTable } from '../../kit/list-table.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { evidenceText as text } from '../../text/evidence.ts'
import { PackSeal } from './pack-seal.tsx'
import type { PackCheck } from './shapes.ts'

interface Props {
  readonly name: string
  readonly result: PackCheck
  readonly trust: readonly PlaceNamed[]
  readonly onTrust: () => void
  readonly actions: ReactNode
}

const order = ['failed', 'not-verifiable', 'not-offered', 'verified']

const worstFirst = (problems: PackCheck['problems']): PackCheck['problems'] =>
  problems.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))

/** As a sentence of its own, whatever the engine began and ended it with. */
const sentence = (message: string): string => {
  const begun = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/u.test(begun) ? begun : `${begun}.`
}

/** What was not checked bears no mark: a remark is said, not judged. */
function Judged({ verdict }: { readonly verdict: PackCheck['verdict'] }) {
  return verdict === 'verified' ? <span className="t3">{text.remark}</span> : <Verdict verdict={verdict} />
}

const problemColumns: readonly ListColumn<PackCheck['problems'][number]>[] = [
  {
    id: 'verdict',
    head: text.problemColumns.verdict,
    width: '136px',
    cell: ({ verdict }) => <Judged verdict={verdict} />,
  },
  {
    id: 'code',
    head: text.problemColumns.code,
    width: '18%',
    cell: ({ code }) => <span className="med">{code.replaceAll(/[.-]/gu, ' ')}</span>,
  },
  {
    id: 'path',
    head: text.problemColumns.path,
    width: '20%',
    cell: ({ path }) =>
      path === undefined ? (
        '–'
      ) : (
        <span data-tip={path}>
          <PlainText text={path} />
        </span>
      ),
  },
  {
    id: 'message',
    head: text.problemColumns.message,
    whole: true,
    cell: ({ message }) => (
      <span className="t2" data-tip={message}>
        <PlainText text={sentence(message)} />
      </span>
    ),
  },
]

const fileColumns: readonly ListColumn<PackCheck['files'][number]>[] = [
  {
    id: 'verdict',
    head: text.fileColumns.verdict,
    width: '136px',
    cell: ({ verdict }) => <Verdict verdict={verdict} size={12} />,
  },
  {
    id: 'path',
    head: text.fileColumns.path,
    cell: ({ path }) => (
      <span data-tip={path}>
        <PlainText text={path} />
      </span>
    ),
  },
  { id: 'sha', head: text.fileColumns.sha, width: '150px', cell: ({ sha256 }) => <HashText hash={sha256} /> },
]

function Files({ files }: Pick<PackCheck, 'files'>) {
  const held = files.filter((file) => file.verdict === 'verified').length
  return (
    <>
      <div className="sechead">
        <h2>{text.fileList}</h2>
        <span className="t3 sm">{text.fileNote(held, files.length)}</span>
      </div>
      <ListTable caption={text.fileList} dense columns={fileColumns} rows={files} keyOf={({ path }) => path} />
    </>
  )
}

/** The verdict over the pack, the problems in full, every file, and the seal. */
export function PackResult({ name, result, trust, onTrust, actions }: Props) {
  const { verdict, problems, files } = result
  const sorted = worstFirst(problems)
  const noPack = problems.some(({ code }) => code === 'not-a-pack')
  const first = verdict === 'verified' ? undefined : sorted.find((problem) => problem.verdict === verdict)
  return (
    <>
      <section className={`note ${verdict} pack-head`} aria-label={text.verify}>
        <div className="grow">
          <div className="row">
            <Verdict verdict={verdict} />
            <h2 className="pack-title">{noPack ? text.noPackTitle : text.verdictTitles[verdict]}</h2>
            <span className="row right">{actions}</span>
          </div>
          <p>
            <b className="med">
              <PlainText text={name} />
            </b>
            {first && <PlainText text={`: ${sentence(first.message)}`} />} {!noPack && text.verdictMore[verdict]}
          </p>
        </div>
      </section>
      <div className="split">
        <ScrollPane label={text.problems}>
          <div className="sechead">
            <h2>{text.problems}</h2>
            <span className="t3 sm">
              {problems.length === 0 ? text.problemsNone : text.problemsNote(problems.length)}
            </span>
          </div>
          {problems.length > 0 && (
            <ListTable
              caption={text.problems}
              leastPx={600}
              columns={problemColumns}
              rows={sorted}
              keyOf={(_, place) => place}
            />
          )}
          {files.length > 0 && <Files files={files} />}
        </ScrollPane>
        <PackSeal result={result} trust={trust} onTrust={onTrust} />
      </div>
    </>
  )
}
