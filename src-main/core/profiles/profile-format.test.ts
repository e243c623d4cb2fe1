import { expect, test } from 'vitest'
import { newDraft } from '../formats/format.ts'
import { profileFormat, unmappedWords } from './profile-format.ts'
import { profileIn } from './testing/profile-in.ts'

const mask = (kind: string): string => `[masked:${kind}:00000000]`
const head = {
  id: 'own',
  title: 'Own',
  recognise: { names: [['at']] },
  time: { from: ['at'] },
}
const entry = '{"at":"2025-02-03T00:00:00Z","what":"PEEK","how":"so so","who":"bot-7","hint":"x"}'
const described = [
  {
    why: 'a word that the map lacks is what the profile says of others, else itself',
    fields: {
      action: { from: ['what'], map: { look: 'read it' } },
      actor: { from: ['who'], map: {}, otherwise: 'somebody' },
      application: { from: ['hint'], map: { X: 'the hinter' } },
    },
    want: { action: 'PEEK', actor: 'somebody', application: 'the hinter' },
  },
  {
    why: 'a template whose names are all missing says nothing of its own',
    fields: { action: { template: '{a} by {b}', constant: 'acted' }, target: { template: 'on {a}/{b}' } },
    want: { action: 'acted', target: '' },
  },
  {
    why: 'words of ours that are not known are unknown, an outcome keeps its own as the reason',
    fields: { action: { from: ['what'] } },
    actorKind: { from: ['who'], map: { human: 'human' } },
    kind: { from: ['what'], map: {} },
    outcome: { from: ['how'], map: { fine: 'success' } },
    want: { actorKind: 'unknown', kind: 'other', outcome: 'unknown', reason: 'so so' },
  },
  {
    why: 'a reason that the profile names stays',
    fields: { action: { from: ['what'] }, reason: { from: ['hint'] } },
    outcome: { from: ['how'], map: {} },
    want: { outcome: 'unknown', reason: 'x' },
  },
  {
    why: 'an outcome that stands nowhere is not claimed',
    fields: { action: { from: ['what'] } },
    outcome: {},
    want: { outcome: 'unknown', reason: '' },
  },
  {
    why: 'of what the profile does not speak, nothing is claimed',
    fields: { action: { from: ['what'] } },
    want: { actorKind: 'unknown', kind: 'other', outcome: 'unknown', reason: '' },
  },
] as const

test.each(described)('$why', ({ want, ...rest }) => {
  const { why: _, ...parts } = rest
  const text = JSON.stringify({ ...head, ...parts })
  const draft = newDraft()
  expect(profileFormat(profileIn(text), text).read(entry, draft, mask)).toBeUndefined()
  expect(draft).toMatchObject(want)
})

test.each([
  [
    'words that the maps lack are asked for',
    { from: ['how'], map: { fine: 'success' } },
    { outcome: 'so so', kind: 'PEEK' },
  ],
  ['a profile without a map knows none', { from: ['how'] }, { outcome: 'so so', kind: 'PEEK' }],
  ['not one that is known, whatever its case', { from: ['how'], map: { 'SO SO': 'failure' } }, { kind: 'PEEK' }],
  ['not where the profile says what others are', { from: ['how'], otherwise: 'failure' }, { kind: 'PEEK' }],
  ['not where no word stands', { from: ['nowhere'], map: {} }, { kind: 'PEEK' }],
  ['not where the outcome is always the same', { constant: 'success' }, { kind: 'PEEK' }],
])('%s', (_, outcome, want) => {
  const profile = profileIn(
    JSON.stringify({ ...head, fields: {}, outcome, kind: { from: ['what'], map: { look: 'read' } } }),
  )
  expect(unmappedWords(profile, JSON.parse(entry) as Record<string, unknown>, undefined)).toEqual(want)
})

test('a profile that speaks of neither outcome nor kind asks for no words', () => {
  const profile = profileIn(JSON.stringify({ ...head, fields: {} }))
  expect(unmappedWords(profile, JSON.parse(entry) as Record<string, unknown>, undefined)).toEqual({})
})
