import { expect, test } from 'vitest'
import type { ObservedRecord } from './observation.ts'
import { PeriodOutside } from './period-outside.ts'
import { statedPeriod } from './stated-period.ts'
import { observed, told } from './testing/observed.ts'

const trail =
  'AWSLogs/111122223333/CloudTrail/eu-west-1/2025/03/14/111122223333_CloudTrail_eu-west-1_20250314T0235Z_AbCdEfGh12345678.json.gz'
const azure = 'insights-logs-auditevent/resourceId=/SUBSCRIPTIONS/X/y=2025/m=03/d=14/h=02/m=00/PT1H.json'
const google = 'b/cloudaudit.googleapis.com/data_access/2025/03/14/02:00:00_02:59:59_S0.json'
const github = 'audit/2025/03/14/02/35/0f9d2c1a-1111-4222-8333-0123456789ab.json.gz'

const shown = (path: string): string | undefined => {
  const period = statedPeriod(path)
  return period && [period.fromUs, period.toUs].map((us) => new Date(us / 1000).toISOString().slice(8, 16)).join(' ')
}

test.each<[path: string, want: string | undefined]>([
  [trail, '13T02:35 14T02:41'],
  [trail.slice(0, -3), '13T02:35 14T02:41'],
  [azure, '13T02:00 14T03:05'],
  [google, '14T02:00 14T03:00'],
  [google.replaceAll(':', '_'), '14T02:00 14T03:00'],
  [google.replace('_S0', '_A0'), '14T02:00 14T03:00'],
  [github, '13T02:35 14T02:41'],
  ['audit-2025-03-14.log', undefined],
  ['2025/03/14/audit.json', undefined],
  [trail.replace('T0235Z', 'T2535Z'), undefined],
  [trail.replace('CloudTrail_eu', 'CloudTrail-Digest_eu'), undefined],
  [azure.replace('m=03', 'm=13'), undefined],
  [azure.replace('PT1H', 'PT1D'), undefined],
  [google.replace('2025/03/14', '2025/02/30'), undefined],
  [github.replace('0f9d2c1a-', 'x-'), undefined],
  ['', undefined],
])('%s states %s', (path, want) => expect(shown(path)).toBe(want))

const dated = (time: string, file = google): ObservedRecord => observed(1, { file, timeUs: Date.parse(time) * 1000 })
const within = dated('2025-03-14T02:30:00Z')

test.each<[why: string, records: readonly ObservedRecord[], outside: number]>([
  ['within', [within, dated('2025-03-14T02:00:00Z'), dated('2025-03-14T02:59:59.999Z')], 0],
  ['at the end', [within, dated('2025-03-14T03:00:00Z')], 1],
  ['before', [dated('2025-03-14T01:59:59Z'), within], 1],
  ['a year ago', [dated('2024-03-14T02:30:00Z')], 1],
  ['later than it was delivered', [dated('2025-03-14T02:50:00Z', trail)], 1],
  ['delivered hours late', [dated('2025-03-13T20:00:00Z', trail)], 0],
  ['delivered two days late', [dated('2025-03-12T02:00:00Z', trail)], 1],
  [
    'each file by its own path',
    [within, dated('2025-03-14T02:30:00Z', trail), dated('2025-03-14T03:00:00Z', azure)],
    0,
  ],
])('%s', (_, records, outside) => {
  const [check] = told(new PeriodOutside(), records)
  const want = outside === 0 ? /^Every record/ : new RegExp(`^${outside} record of ${records.length} dated outside`)
  expect(check).toMatchObject({
    verdict: outside === 0 ? 'verified' : 'not-verifiable',
    message: expect.stringMatching(want),
  })
})

test('the first is told with what was expected and found', () => {
  const [check] = told(new PeriodOutside(), [within, dated('2025-03-14T03:00:00Z')])
  expect(check).toMatchObject({
    expected: '2025-03-14T02:00:00Z to before 2025-03-14T03:00:00Z',
    found: '2025-03-14T03:00:00Z',
  })
})

test('where no path states a time, nothing is said', () => {
  expect(told(new PeriodOutside(), [dated('2025-03-14T03:00:00Z', 'a.log')])).toEqual([])
})
