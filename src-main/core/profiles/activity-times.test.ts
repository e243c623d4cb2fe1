import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EITHER_DAY, newDraft } from '../formats/format.ts'
import { profileFormat } from './profile-format.ts'
import { profileIn } from './testing/profile-in.ts'

const text = readFileSync(new URL('../../../resources/profiles/activity-log-json.json', import.meta.url), 'utf8')
const { read } = profileFormat(profileIn(text), text)
const NO_FORM = 'its time is in none of the forms that the profile names'

/** What comes of a time in the log of a source that nobody knows. */
function came(time: unknown, name = 'time', dayOrder: 'day-first' | 'month-first' | '' = '') {
  const draft = { ...newDraft(), zone: 'UTC', dayOrder }
  const entry = JSON.stringify({ [name]: time, user: 'nora', action: 'read' }).replace(/"#(\d+)"/, '$1')
  return { reason: read(entry, draft, (kind) => `[masked:${kind}:00000000]`), draft }
}

test.each([
  ['seconds since 1970 are no milliseconds', 1709287200, [1_709_287_200_000_000, 0, 0]],
  ['milliseconds', 1709287200123, [1_709_287_200_123_000, 0, 3]],
  ['a number that JSON rounded is claimed to the microsecond', '#1709287200123456789', [1_709_287_200_123_456, 0, 6]],
  ['nanoseconds as a text are whole', '1709287200123456789', [1_709_287_200_123_456, 789, 9]],
])('%s', (_, time, [timeUs, timeNs, timeDigits]) => {
  const { reason, draft } = came(time)
  expect(reason).toBeUndefined()
  expect(draft).toMatchObject({ timeUs, timeNs, timeDigits })
})

const APRIL = 1_712_138_400_000_000
const MARCH = 1_709_546_400_000_000
test.each([
  ['the file says that days come first', 'time', 'day-first', APRIL],
  ['the file says that months do', 'time', 'month-first', MARCH],
  ['a Portuguese caption says more than the file', 'Data/Hora', 'month-first', APRIL],
] as const)('%s', (_, name, order, timeUs) => {
  expect(came('03/04/2024 10:00:00', name, order).draft.timeUs).toBe(timeUs)
})

test.each([
  ['a number that is a time in no unit', 170928720, NO_FORM],
  ['a date that could be two', '03/04/2024 10:00:00', EITHER_DAY],
  ['a date that is none', '31/31/2024 10:00:00', NO_FORM],
])('%s is rejected', (_, time, reason) => {
  expect(came(time).reason).toBe(reason)
})

test('in a file of the other order a date is rejected, and not turned round', () => {
  expect(came('03/13/2024 10:00:00', 'time', 'day-first').reason).toBe(NO_FORM)
})
