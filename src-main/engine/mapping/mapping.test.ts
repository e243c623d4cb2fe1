import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { calls } from '../../contract/calls.ts'
import { EngineChild } from '../testing/engine-child.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'proofline-mapping-'))
let engine: EngineChild

const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345'
const rows = [
  '1;14.03.2025 03:31:07;okafor.p;VIEW;1;secret note',
  `2;14.03.2025 03:58:40;okafor.p;EXTEND;0;${TOKEN}`,
  '3;never;tan.a;VIEW;1;',
  '1;14.03.2025 03:31:07;okafor.p;VIEW;1;secret note',
]
const profile = (more: object = {}): string =>
  JSON.stringify({
    id: 'checkouts',
    title: 'Checkouts',
    recognise: { names: [['moment'], ['op']], most: 0.7 },
    time: { from: ['moment'], formats: ['dd.MM.yyyy HH:mm:ss'] },
    kind: { from: ['op'], map: { view: 'read' } },
    outcome: { from: ['ok'], map: { '1': 'success' } },
    fields: { actor: { from: ['person'] }, action: { from: ['op'] }, reasonGiven: { from: ['note'] } },
    mask: ['note'],
    unique: ['no'],
    ...more,
  })

const place = (name: string, kind: 'input' | 'output' | 'case' = 'input'): Promise<string> =>
  engine.place(join(folder, name), kind)
const put = (name: string, content: string): Promise<string> => {
  writeFileSync(join(folder, name), content)
  return place(name)
}

beforeAll(async () => {
  engine = new EngineChild()
  await engine.must('case.open', { place: await place('case.proofline', 'case'), make: true })
  await put('checkouts.csv', `no;moment;person;op;ok;note\n${rows.join('\n')}\n`)
})
afterAll(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('what nothing recognises can be mapped where it has columns; prose cannot', async () => {
  const places = [await place('checkouts.csv'), await put('prose.txt', 'Dear reader,\n\nthis is no log.\n')]
  const { inputs } = await engine.must('input.recognise', { places })
  expect(inputs.map(({ mappable, refused }) => [mappable, refused?.code])).toEqual([
    [true, 'format-unknown'],
    [false, 'format-unknown'],
  ])
  const reply = await engine.call('mapping.open', { place: places[1] ?? '' })
  expect(reply).toMatchObject({ ok: false, code: 'unsupported' })
})

test('a table is shown masked, with what its columns may be', async () => {
  const opened = await engine.must('mapping.open', { place: await place('checkouts.csv') })
  expect(calls['mapping.open'].output.safeParse(opened).success).toBe(true)
  expect(opened).toMatchObject({
    name: 'checkouts.csv',
    table: true,
    delimiter: ';',
    entries: 4,
    whole: true,
    leftOut: 0,
  })
  expect(opened.columns.map(({ name }) => name)).toEqual(['no', 'moment', 'person', 'op', 'ok', 'note'])
  expect(opened.columns[1]).toMatchObject({
    filled: 4,
    forms: [{ form: 'dd.MM.yyyy HH:mm:ss', read: 3, of: 4, needsZone: true }],
  })
  expect(opened.columns[4]?.words).toEqual([
    { word: '1', count: 3 },
    { word: '0', count: 1 },
  ])
  expect(opened.rows[0]).toEqual(['1', '14.03.2025 03:31:07', 'okafor.p', 'VIEW', '1', 'secret note'])
  expect(opened.rows[1]?.[5]).toMatch(/^\[masked:/)
  expect(JSON.stringify(opened)).not.toContain(TOKEN)
  expect(opened.taken).toContain('activity-log-csv')
})

test('members of JSON lines are named by their paths; lists are no texts', async () => {
  const lines = [
    { at: 1741930447000, by: { name: 'nora', password: 'hunter2Hunter2' }, did: 'VIEW', tags: ['a'] },
    { at: 1741930448000, by: { name: 'tan' }, did: 'EDIT', more: 'x'.repeat(500) },
  ]
  const opened = await engine.must('mapping.open', {
    place: await put('acts.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')),
  })
  expect(opened).toMatchObject({ table: false, entries: 2 })
  expect(opened.columns.map(({ name }) => name)).toEqual(['at', 'by.name', 'by.password', 'did', 'tags', 'more'])
  expect(opened.columns.find(({ name }) => name === 'by.password')).toMatchObject({ distinct: 1, words: [] })
  expect(opened.rows[1]?.[5]).toHaveLength(201)
  expect(JSON.stringify(opened)).not.toContain('hunter2')
})

test('a list inside an object is mapped by its members', async () => {
  const opened = await engine.must('mapping.open', {
    place: await put(
      'list.json',
      JSON.stringify({
        page: 1,
        acts: [
          { moment: 'x', op: 'a' },
          { moment: 'y', op: 'b' },
        ],
      }),
    ),
  })
  expect(opened.columns.map(({ name }) => name)).toEqual(['moment', 'op'])
})

test('the preview asks for the zone, then reads; what the profile does not know is named, what it masks is hidden', async () => {
  const at = await place('checkouts.csv')
  const without = await engine.must('mapping.preview', { place: at, profile: profile() })
  expect(without).toMatchObject({ records: 0, rejected: 4, needsZone: true })
  const read = await engine.must('mapping.preview', { place: at, profile: profile(), zone: 'Europe/Berlin' })
  expect(calls['mapping.preview'].output.safeParse(read).success).toBe(true)
  expect(read).toMatchObject({ entries: 4, records: 2, rejected: 1, duplicates: 1, needsZone: false })
  expect(read.rows[0]).toMatchObject({ entry: 1, time: '2025-03-14T02:31:07Z', kind: 'read', outcome: 'success' })
  expect(read.rows[1]).toMatchObject({ entry: 2, kind: 'other', outcome: 'unknown', flags: ['masked'] })
  expect(read.rejections).toEqual([{ entry: 3, reason: 'its time is in none of the forms that the profile names' }])
  expect(read.unmapped).toEqual({ outcome: [{ word: '0', count: 1 }], kind: [{ word: 'EXTEND', count: 1 }] })
})

test('the preview tells of times that the clock of the zone showed twice, and of those that it never showed', async () => {
  const nights = [
    '1;26.10.2025 02:10:00;a;VIEW;1;',
    '2;26.10.2025 03:10:00;a;VIEW;1;',
    '3;30.03.2025 02:10:00;a;VIEW;1;',
  ]
  const at = await put('nights.csv', `no;moment;person;op;ok;note\n${nights.join('\n')}\n`)
  const read = await engine.must('mapping.preview', { place: at, profile: profile(), zone: 'Europe/Berlin' })
  expect(read).toMatchObject({ records: 2, doubledHour: 1, rejected: 1 })
  expect(read.rejections).toMatchObject([{ entry: 3, reason: expect.stringContaining('set forward') as string }])
  expect(await engine.must('mapping.preview', { place: at, profile: profile(), zone: 'UTC' })).toMatchObject({
    records: 3,
    doubledHour: 0,
  })
})

test.each([
  ['not JSON', '{"id"', 'UTC', 'profile-wrong'],
  ['a form of time that is none', profile({ time: { from: ['moment'], formats: ['soon'] } }), 'UTC', 'profile-wrong'],
  ['a zone that does not exist', profile(), 'Mars/Base', 'bad-request'],
])('a preview by %s is refused', async (_, text, zone, code) => {
  const reply = await engine.call('mapping.preview', { place: await place('checkouts.csv'), profile: text, zone })
  expect(reply).toMatchObject({ ok: false, code })
})

test('a profile is saved to a new file only, and read back checked', async () => {
  const out = await place('out.json', 'output')
  expect(await engine.must('profile.save', { place: out, text: profile() })).toEqual({ name: 'out.json' })
  expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe(profile())
  const twice = await engine.call('profile.save', { place: out, text: profile({ id: 'other' }) })
  expect(twice).toMatchObject({ ok: false, code: 'output-exists' })
  const wrong = await engine.call('profile.save', { place: await place('wrong.json', 'output'), text: '{}' })
  expect(wrong).toMatchObject({ ok: false, code: 'profile-wrong' })
  expect(existsSync(join(folder, 'wrong.json'))).toBe(false)
  const { text } = await engine.must('profile.read', { place: out })
  expect(JSON.parse(text)).toMatchObject({ id: 'checkouts', syntax: 'auto', relation: false })
  expect(await engine.call('profile.read', { place: await place('checkouts.csv') })).toMatchObject({
    code: 'profile-wrong',
  })
})

test('the window imports by the text of a profile; the case keeps it and knows the next file by it', async () => {
  const wrong = await engine.call('import.start', { places: [await place('checkouts.csv')], profileText: '{}' })
  expect(wrong).toMatchObject({ ok: false, code: 'profile-wrong' })
  await engine.run('import.start', {
    places: [await place('checkouts.csv')],
    profileText: profile(),
    sourceZone: 'Europe/Berlin',
  } as never)
  const { bundles } = await engine.must('overview', {})
  expect(bundles).toMatchObject([{ format: 'checkouts', records: 2, rejected: 1 }])
  const whole = JSON.stringify(await engine.must('records.page', { offset: 0, limit: 10 }))
  expect(whole).not.toContain('secret note')
  const next = await put('april.csv', 'no;moment;person;op;ok;note\n9;15.04.2025 03:31:07;tan.a;VIEW;1;\n')
  const { inputs } = await engine.must('input.recognise', { places: [next] })
  expect(inputs).toMatchObject([{ mappable: false, refused: { code: 'time-zone-needed' } }])
})
