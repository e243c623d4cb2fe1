import { expect, test } from 'vitest'
import { type Draft, newDraft } from '../formats/format.ts'
import { entryReader } from './entry-reader.ts'

const plain = '{"at":1}'
const format = {
  read: (text: string, draft: Draft): string | undefined => {
    draft.action = text
    return text === plain ? undefined : 'no record'
  },
}
const read = entryReader(format, { split: 'lines', envelopes: ['syslog'] })

test('among lines with a header one without it counts where it is a record', () => {
  const draft = newDraft()
  expect(read(`<5>1 2025-03-14T02:34:10Z HOST ${plain}`, draft, String)).toBeUndefined()
  expect(draft).toMatchObject({ action: plain, collector: 'host=HOST', receivedUs: 1741919650000000 })
  expect(read(plain, draft, String)).toBeUndefined()
  expect(draft).toMatchObject({ action: plain, collector: '', receivedUs: -1 })
})

test.each([
  [
    'a line that is neither',
    'Mar 14 something',
    'it does not come as the other entries of its file do (a syslog line)',
  ],
  ['what is no record inside', '<5>1 2025-03-14T02:34:10Z HOST {"b":1}', 'no record'],
])('%s is refused', (_, text, reason) => {
  expect(read(text, newDraft(), String)).toBe(reason)
})
