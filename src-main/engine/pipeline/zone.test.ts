import { describe, expect, test } from 'vitest'
import { caseFolder } from '../testing/case-folder.ts'
import { vaultLine } from '../testing/lines.ts'

const local = (time: string, n: number): string => `${vaultLine({ n, time })}\n`

describe('times without offset', () => {
  test('are never assumed: the file is refused with the remedy', async () => {
    using at = caseFolder()
    at.write('a.log', local('2025-07-01T12:00:00.5', 1) + local('2025-07-01T12:00:01', 2))
    const { bundles, refused } = await at.import(['a.log'])
    expect(bundles).toEqual([])
    expect(refused).toMatchObject([
      { code: 'time-zone-needed', remedy: expect.stringContaining('--source-zone') as string },
    ])
  })

  test("are read by the clock of the source's zone, and verified the same way", async () => {
    using at = caseFolder()
    at.write('a.log', local('2025-07-01T12:00:00.5', 1) + local('2025-01-01T12:00:01', 2))
    const { bundles } = await at.import(['a.log'], { sourceZone: 'Europe/Berlin' })
    expect(bundles).toMatchObject([{ records: 2, first: '2025-01-01T11:00:01Z', last: '2025-07-01T10:00:00.5Z' }])
  })

  test('one among others is rejected with that reason', async () => {
    using at = caseFolder()
    at.write('a.log', local('2025-07-01T12:00:00Z', 1) + local('2025-07-01T12:00:01', 2))
    const { bundles } = await at.import(['a.log'])
    expect(bundles).toMatchObject([
      { records: 1, rejected: 1, rejections: [{ line: 2, reason: expect.stringContaining('no offset') as string }] },
    ])
  })

  test('an hour that the clock showed twice takes the earlier reading, and says how often and where first', async () => {
    using at = caseFolder()
    const times = ['2025-10-26T01:30:00', '2025-10-26T02:30:00', '2025-10-26T02:40:00']
    at.write('a.log', times.map(local).join(''))
    const { bundles } = await at.import(['a.log'], { sourceZone: 'Europe/Berlin' })
    expect(bundles).toMatchObject([
      { last: '2025-10-26T00:40:00Z', rejected: 0, doubledHour: { records: 2, file: 'a.log', line: 2 } },
    ])
  })

  test('where every time is one time alone, nothing is said of two', async () => {
    using at = caseFolder()
    at.write('a.log', local('2025-10-26T03:30:00', 1) + local('2025-10-26T02:30:00Z', 2))
    const { bundles } = await at.import(['a.log'], { sourceZone: 'Europe/Berlin' })
    expect(bundles).toMatchObject([{ records: 2 }])
    expect(bundles[0]).not.toHaveProperty('doubledHour')
  })

  test('a time that the clock skipped never was: it is rejected, and not moved', async () => {
    using at = caseFolder()
    at.write('a.log', local('2025-03-30T01:30:00', 1) + local('2025-03-30T02:30:00', 2))
    const { bundles } = await at.import(['a.log'], { sourceZone: 'Europe/Berlin' })
    expect(bundles).toMatchObject([
      { records: 1, rejected: 1, rejections: [{ line: 2, reason: expect.stringContaining('set forward') as string }] },
    ])
  })
})
