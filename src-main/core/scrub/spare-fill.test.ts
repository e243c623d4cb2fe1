import { expect, test } from 'vitest'
import { show } from '../formats/vault/show.ts'
import { spareFill } from './spare-fill.ts'

const mask = (kind: string): string => `[masked:${kind}:00000000]`

test('filling is shown and is not told as masked; what stands beside it is', () => {
  const text = '{"request":{"client_token":"******","data":{"password":"hunter2","pin":0000}}}'
  const shown = spareFill(mask, (own) => show(text, own))
  expect(shown.text).toContain('"client_token":"******"')
  expect(shown.text).toContain('"pin":0000')
  expect(shown.text).not.toContain('hunter2')
  expect(shown.masked).toHaveLength(1)
})

test('stars around something are not filling', () => {
  expect(spareFill(mask, (own) => ({ text: own('value', '**a**'), masked: ['value'] }))).toEqual({
    text: '[masked:value:00000000]',
    masked: ['value'],
  })
})
