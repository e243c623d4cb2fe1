import './import.css'
import { useState } from 'react'
import { useCaseScreen } from '../../app/case-screen.ts'
import { FaultPane } from '../../app/fault-pane.tsx'
import { JobProgress } from '../../app/job-progress.tsx'
import { useKept } from '../../app/use-kept.ts'
import { View } from '../../app/view.tsx'
import { askShell } from '../../engine/bridge.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyPane } from '../../kit/empty-pane.tsx'
import { Icon } from '../../kit/icon.tsx'
import { SplitPane } from '../../kit/split-pane.tsx'
import { importText as text } from '../../text/import.ts'
import { ImportResult } from './import-result.tsx'
import { InputTable } from './input-table.tsx'
import { LedgerPane } from './ledger-pane.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { useImports } from './use-imports.ts'
import { WhyPane } from './why-pane.tsx'

type Imports = ReturnType<typeof useImports>

function Drop() {
  return (
    <div className="drop">
      <Icon name="import" />
      <span className="ell">
        <b className="med t1">{text.drop}</b> {text.dropMore}
      </span>
      <span className="right t3 sm nowrap">{text.untouched}</span>
    </div>
  )
}

function Lower({ imports, selected }: { readonly imports: Imports; readonly selected: string | undefined }) {
  const { overview } = useCaseScreen()
  const [width, setWidth] = useKept('import.width', 300)
  const input =
    imports.waiting.find(({ place }) => place === selected) ?? (selected === undefined ? imports.waiting[0] : undefined)
  if (input)
    return (
      <SplitPane label={text.options} size={width} onSize={setWidth}>
        <WhyPane input={input} options={imports.options} onOptions={imports.setOptions} />
        <PreviewPane input={input} />
      </SplitPane>
    )
  const bundle = overview?.bundles.find(({ id }) => `b${id}` === selected) ?? overview?.bundles[0]
  if (bundle) return <LedgerPane key={bundle.id} bundle={bundle.id} />
  return <EmptyPane title={text.nothing}>{text.nothingMore}</EmptyPane>
}

function Head({ imports }: { readonly imports: Imports }) {
  const { overview, head } = useCaseScreen()
  const { waiting, busy } = imports
  const refused = waiting.filter(({ found }) => found?.refused).length
  const choose = async (what: 'files' | 'folder'): Promise<void> => {
    const chosen = await askShell('shell.choose', { what })
    if (chosen.ok) imports.add(chosen.data.places)
  }
  return (
    <div className="viewhead">
      <h1>{text.title}</h1>
      <span className="t2 ell">{text.summary(overview?.bundles.length ?? head.bundles, waiting.length, refused)}</span>
      <span className="right">
        <Button disabled={head.readOnly} onClick={() => void choose('files')}>
          {text.chooseFiles}
        </Button>
        <Button disabled={head.readOnly} onClick={() => void choose('folder')}>
          {text.chooseFolder}
        </Button>
        {waiting.length > 0 && (
          <Button look="primary" disabled={busy || head.readOnly} onClick={() => void imports.begin()}>
            {text.importNow(waiting.length)}
          </Button>
        )}
      </span>
    </div>
  )
}

const notYet = { progress: undefined }

function Running({ imports }: { readonly imports: Imports }) {
  const { running, busy, waiting, cancel } = imports
  if (!busy) return null
  const own = waiting.length > 0 ? text.importing(waiting.length) : text.importingOne
  return (
    <JobProgress
      title={running?.kind === 'clean-up' ? text.cleaning : own}
      job={running ?? notYet}
      note={text.cancelMore}
      onCancel={running && cancel}
    />
  )
}

/** What comes in: recognised, previewed, imported with progress, and accounted for line by line. */
export function ImportView() {
  const { head } = useCaseScreen()
  const imports = useImports()
  const [selected, select] = useState<string>()
  const retry = imports.waiting.length > 0 && !imports.busy ? () => void imports.begin() : undefined
  return (
    <View name={text.title}>
      <Head imports={imports} />
      {head.readOnly ? <p className="note not-verifiable">{text.readOnly}</p> : <Drop />}
      {imports.fault && <FaultPane fault={imports.fault} onRetry={retry} />}
      {imports.result && <ImportResult result={imports.result} onDismiss={imports.forget} />}
      <InputTable imports={imports} selected={selected} onSelect={select} />
      <Running imports={imports} />
      <Lower imports={imports} selected={selected} />
    </View>
  )
}
