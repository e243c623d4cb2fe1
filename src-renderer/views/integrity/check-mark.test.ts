import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CheckMark } from './check-mark.tsx'
import type { CheckWord } from './check-nodes.ts'

const drawn = (word: CheckWord, bare = false): string => renderToStaticMarkup(createElement(CheckMark, { word, bare }))

test.each(['no-remark', 'nothing-there'] as const)('%s bears none of the four marks, and not their words', (word) => {
  for (const bare of [true, false]) {
    expect(drawn(word, bare)).not.toMatch(/verified|failed|not-verifiable|not-offered/u)
    expect(drawn(word, bare)).toMatch(/no remark|nothing to look at/u)
  }
})

test('a proof that held is green by its mark', () => {
  expect(drawn('verified')).toContain('class="v verified"')
})
