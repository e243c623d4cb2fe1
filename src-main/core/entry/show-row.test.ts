import { expect, test } from 'vitest'
import { type Fate, type ShowPolicy, SHOW, maskedAs } from './show-json.ts'
import { showRow } from './show-row.ts'

const mask = (kind: string): string => `[masked:${kind}:00000000]`
const fates: ReadonlyMap<string, Fate> = new Map([
  ['pin', maskedAs('value')],
  ['path', { is: 'own', show: (value) => ({ text: value.replace('planted', '…'), masked: ['path'] }) }],
])
const policy: ShowPolicy<string> = {
  top: '',
  loose: '',
  inside: (_, name) => name,
  fate: (_, name) => fates.get(name) ?? SHOW,
}
const table = { delimiter: ',', columns: ['who', 'pin', 'path', 'more'] }
const shown = (row: string) => showRow(row, { table, policy, mask })

test.each([
  ['nothing to hide', 'nora,,a/b,x', 'nora,,a/b,x', []],
  ['a cell that must not be shown', 'nora,planted,a,x', 'nora,[masked:value:00000000],a,x', ['value']],
  ['one that is hidden already', 'nora,[masked:value:00000000],a,x', 'nora,[masked:value:00000000],a,x', ['path']],
  ['a cell with a rule of its own', 'nora,,a/planted,x', 'nora,,a/…,x', ['path']],
  ['quotes stay where they must', 'nora,planted,"a,b",x', 'nora,[masked:value:00000000],"a,b",x', ['value', 'path']],
  [
    'an object in a cell',
    'nora,,a,"{""pin"":""planted""}"',
    'nora,,a,"{""pin"":""[masked:value:00000000]""}"',
    ['value'],
  ],
])('%s', (_, row, text) => {
  expect(shown(row).text).toBe(text)
})

test('what was hidden is told', () => {
  expect(shown('nora,planted,a/planted,x').masked).toEqual(['value', 'path'])
})

test.each([
  ['cells beyond the header have no name, and are looked through all the same', 'nora,,a,x,hvs.plantedplanted1'],
  ['a row whose quote is not closed has no cells: it is shown as loose text', 'nora,"password=planted'],
  ['a row in one piece is none of the table', 'password=planted'],
])('%s', (_, row) => {
  expect(shown(row).text).not.toContain('planted')
})
