import { expect, test } from 'vitest'
import { type ShowPolicy, SHOW, maskedAs, showJson } from './show-json.ts'

const mask = (kind: string): string => `[masked:${kind}:0a1b2c3d]`
/** As strict as a zone can be: of names that it does not know, everything is masked. */
const strict: ShowPolicy<string> = {
  top: '',
  loose: '',
  inside: (_, name) => name,
  fate: (_, name, __, label) => (/^(?:known|name)$/.test(name) && label !== 'password' ? SHOW : maskedAs('value')),
}
const shown = (text: string): string => showJson(text, () => strict, mask).text

test.each([
  ['a quote too many, and names and values change places', '{"a":{"known":""planted-1","b":"hmac:planted","c":"d"}}'],
  ['a short bare word may be a short password', '{"known":""x","password":"planted","b":1}'],
  ['a number behind it may be a code', '{"known":""x","pin":"planted","known":73311,"known":"y"}'],
  ['a text entry in brackets', '[hvs.plantedplanted1 and "known" {"a":1}'],
  ['a long value behind a name', `password=${'x'.repeat(5000)}planted`],
  ['a value of several words', 'password="one planted three" known'],
  ['a token behind a name', 'token=hvs.plantedplanted1, known'],
  ['a line out of the middle of a key', 'MIIEvQIBADplantedANBgkqhkiG9w0BAQEFAASC'],
  ['the label is itself a secret', '{"name":"hvs.plantedplanted1","known":"x","other":"planted"}'],
  ['a number as a label', '{"name":"password","name":12,"known":"planted"}'],
])('hidden, and the same when it is shown again: %s', (_, text) => {
  const once = shown(text)
  expect(once).not.toMatch(/planted|73311/)
  expect(shown(once)).toBe(once)
})

test('a text inside a text inside an entry is looked into; one deeper is hidden whole', () => {
  const once = JSON.stringify({ known: 'a', other: 'planted' })
  const twice = JSON.stringify({ known: once })
  expect(shown(JSON.stringify({ known: twice }))).toContain('known')
  expect(shown(JSON.stringify({ known: twice }))).not.toContain('planted')
  expect(shown(JSON.stringify({ known: JSON.stringify({ known: twice }) }))).toBe(
    JSON.stringify({ known: JSON.stringify({ known: JSON.stringify({ known: '[masked:value:0a1b2c3d]' }) }) }),
  )
})

test('a value that the source has hidden itself stays, behind a name in a text too', () => {
  const harmless: ShowPolicy<string> = { ...strict, isHarmless: (value) => value.startsWith('hmac-') }
  const policy = (text: string): string => showJson(text, () => harmless, mask).text
  expect(policy('password=hmac-1a2b and token=planted')).toBe('password=hmac-1a2b and token=[masked:value:0a1b2c3d]')
  expect(policy('{"other":"hmac-1a2b"}')).toBe('{"other":"hmac-1a2b"}')
})

test('a replacement is not taken for a name and its value', () => {
  expect(shown('see hvs.plantedplanted1 now')).toBe('see [masked:vault-token:0a1b2c3d] now')
  expect(shown('password: "a b" and token=c')).toBe(
    'password: "[masked:value:0a1b2c3d]" and token=[masked:value:0a1b2c3d]',
  )
})
