import './mapping.css'
import { useMemo, useState } from 'react'
import type { PlaceNamed } from '../../../src-main/contract/shell-calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { useKept } from '../../app/use-kept.ts'
import { View } from '../../app/view.tsx'
import { useAnswer } from '../../engine/use-answer.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { PlainText } from '../../kit/plain-text.tsx'
import { SplitPane } from '../../kit/split-pane.tsx'
import { WaitingPane } from '../../kit/waiting-pane.tsx'
import { mappingText as text } from '../../text/mapping.ts'
import { ColumnsPane } from './columns-pane.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { SettingsPane } from './settings-pane.tsx'
import { SourcePane } from './source-pane.tsx'
import { useActs } from './use-acts.ts'
import { type Opened, useMapping } from './use-mapping.ts'

function Head({ name, children }: { readonly name: string; readonly children?: React.ReactNode }) {
  const { go } = useCaseScreen()
  return (
    <div className="viewhead">
      <Button look="plain" small onClick={() => go({ view: 'import' })}>
        {text.back}
      </Button>
      <h1 className="ell">
        <PlainText text={text.head(name)} />
      </h1>
      {children}
    </div>
  )
}

function Screen({ input, opened }: { readonly input: PlaceNamed; readonly opened: Opened }) {
  const mapper = useMapping(input, opened)
  const acts = useActs(input, mapper)
  const [aside, setAside] = useKept('mapping.aside', 340)
  const [upper, setUpper] = useKept('mapping.upper', 300)
  return (
    <>
      <Head name={opened.name}>
        <span className="t2 ell">{text.facts(opened.sizeBytes, opened.table, opened.delimiter)}</span>
        <span className="right">
          <Button onClick={acts.load}>{text.load}</Button>
        </span>
      </Head>
      {acts.fault && <FaultPane fault={acts.fault} onDismiss={acts.dismiss} />}
      <SourcePane opened={opened} />
      <div className="mapping-parts">
        <SplitPane label={text.settings} size={aside} onSize={setAside} fixed="second" stacks>
          <SplitPane label={text.preview} size={upper} onSize={setUpper} down>
            <ColumnsPane mapper={mapper} />
            <PreviewPane mapper={mapper} />
          </SplitPane>
          <SettingsPane mapper={mapper} acts={acts} />
        </SplitPane>
      </div>
    </>
  )
}

function Answered({ input, onRetry }: { readonly input: PlaceNamed; readonly onRetry: () => void }) {
  const ask = useMemo(() => ({ place: input.place }), [input.place])
  const reply = useAnswer('mapping.open', ask)
  if (reply?.ok && reply.data.columns.length > 0) return <Screen input={input} opened={reply.data} />
  return (
    <>
      <Head name={input.name} />
      {reply === undefined && <WaitingPane label={text.opening} lines={12} />}
      {reply?.ok === false && <FaultPane fault={reply} about={input.name} onRetry={onRetry} />}
      {reply?.ok && <EmptyPane title={text.none}>{text.noneMore}</EmptyPane>}
    </>
  )
}

/** A table or JSON that nothing recognises: its first rows, what each column becomes, and the records that come of it. */
export function MappingView() {
  const { route } = useCaseScreen()
  const [round, again] = useState(0)
  if (route.view !== 'mapping') return null
  const { input } = route
  return (
    <View name={text.title}>
      <Answered key={`${input.place} ${round}`} input={input} onRetry={() => again((n) => n + 1)} />
    </View>
  )
}
