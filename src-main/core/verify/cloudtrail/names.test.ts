import { expect, test } from 'vitest'
import { nameOf, readDigestName, readLogName, shownTime } from './names.ts'

test('the name is the last step, packed or not, in an archive or not', () => {
  for (const path of ['a/b/c.json.gz', 'c.json', 'x.zip!c.json.gz', 'x.zip!d/c.json'])
    expect(nameOf(path)).toBe('c.json')
})

test('the name of a digest tells its chain; a trail may hold underscores', () => {
  const read = readDigestName('111122223333_CloudTrail-Digest_eu-west-1_my_trail.x_us-east-1_20260105T091531Z.json')
  expect(read).toMatchObject({ account: '111122223333', region: 'eu-west-1', trail: 'my_trail.x', backfill: false })
  expect(shownTime(read?.endUs ?? 0)).toBe('2026-01-05T09:15:31Z')
  const backfill = readDigestName(
    '111122223333_CloudTrail-Digest_eu-west-1_my_trail.x_us-east-1_20260105T091531Z_backfill.json',
  )
  expect(backfill?.backfill).toBe(true)
  expect(backfill?.series).not.toBe(read?.series)
})

test.each([
  '11112222333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260105T091531Z.json',
  '111122223333_CloudTrail_eu-west-1_t_eu-west-1_20260105T091531Z.json',
  '111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260105T0915Z.json',
  '111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20261305T091531Z.json',
  '111122223333_CloudTrail-Digest_eu-west-1_20260105T091531Z.json',
  '111122223333_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260105T091531Z.json.head.json',
  `111122223333_CloudTrail-Digest_eu-west-1_${'_'.repeat(5000)}_eu-west-1_x`,
])('%s is no name of a digest', (name) => expect(readDigestName(name)).toBeUndefined())

test('the name of a log tells region and minute', () => {
  const read = readLogName('111122223333_CloudTrail_eu-west-1_20260105T0925Z_0123456789abcdef.json')
  expect(read).toMatchObject({ account: '111122223333', region: 'eu-west-1' })
  expect(shownTime(read?.minuteUs ?? 0)).toBe('2026-01-05T09:25:00Z')
})

test.each([
  '111122223333_CloudTrail-Insight_eu-west-1_20260105T0925Z_0123456789abcdef.json',
  '111122223333_CloudTrail_eu-west-1_20260105T0960Z_0123456789abcdef.json',
  '111122223333_CloudTrail_eu-west-1_20260105T0925Z.json',
  'events.json',
])('%s is no name of a log', (name) => expect(readLogName(name)).toBeUndefined())
