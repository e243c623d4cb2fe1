import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listed, remember } from './recent.ts'
import { SettingsFile } from './settings.ts'

const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'proofline-settings-')), 'deep', 'settings.json')

test('what is changed is there again after a restart, for its user alone', () => {
  const file = fresh()
  new SettingsFile(file).change({ theme: 'dark', maximised: true })
  expect(new SettingsFile(file).value).toEqual({ theme: 'dark', maximised: true, cases: [] })
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

for (const content of [
  '',
  '{',
  '[]',
  '{"theme":"pink"}',
  '{"bounds":{"x":0,"y":0,"width":-1,"height":9}}',
  '{"cases":[{"path":7}]}',
]) {
  test(`what cannot be read counts as none: ${content}`, () => {
    const file = fresh()
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, content)
    expect(new SettingsFile(file).value).toEqual({ theme: 'system', maximised: false, cases: [] })
  })
}

test('a folder that takes no file does not end the program', () => {
  const file = fresh()
  writeFileSync(join(file, '../..', 'deep'), 'a file where the folder should be')
  const settings = new SettingsFile(file)
  settings.change({ theme: 'light' })
  expect(settings.value.theme).toBe('light')
  expect(() => readFileSync(file)).toThrow(/ENOTDIR/)
})

test('the case opened last stands on top, once, under the id it had', () => {
  const one = remember([], '/home/eve/a.proofline', 'Audit', 1)
  const two = remember(one, '/srv/b.proofline', undefined, 2)
  const three = remember(two, '/home/eve/a.proofline', undefined, 3)
  expect(three.map(({ path, when }) => [path, when])).toEqual([
    ['/home/eve/a.proofline', 3],
    ['/srv/b.proofline', 2],
  ])
  expect(three[0]).toMatchObject({ id: one[0]?.id, title: 'Audit' })
  expect(listed(three, '/home/eve')).toMatchObject([
    { name: 'a.proofline', where: '~', title: 'Audit' },
    { name: 'b.proofline', where: '/srv' },
  ])
})

test('the list stays short', () => {
  let cases = remember([], '/0', undefined, 0)
  for (let n = 1; n < 40; n += 1) cases = remember(cases, `/${n}`, undefined, n)
  expect(cases).toHaveLength(20)
  expect(cases[0]?.path).toBe('/39')
})
