import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type CaseScreen, CaseScreenContext } from './case-screen.ts'
import { NoRecordPane } from './no-record-pane.tsx'

/** What the pane says over bundles of which so many lines were rejected. */
function said(...rejected: readonly number[]): string {
  const overview = { bundles: rejected.map((lines) => ({ rejected: lines })) }
  const value = { overview, go: () => undefined } as unknown as CaseScreen // the pane looks at nothing else
  const pane = createElement(NoRecordPane, { title: 'Nothing yet', more: 'Import a log.' })
  return renderToStaticMarkup(createElement(CaseScreenContext, { value }, pane))
}

test('a case in which nothing was imported says where to begin', () => {
  expect(said()).toContain('Import a log.')
})

test('a case of which no line could be read says so, and how many', () => {
  expect(said(30, 0, 1200)).toContain('All 1,230 lines of what was imported were rejected.')
  expect(said(30)).not.toContain('Import a log.')
})
