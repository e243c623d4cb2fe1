import { describe, expect, test } from 'vitest'
import { writeTime } from './time.ts'
import { dayBegin, dayNumber, isZone, readRange, readSpoken, isLocal, readLocal } from './zone.ts'

const shown = (text: string, zone = 'UTC', lastUs?: number) => {
  const read = readSpoken(text, zone, lastUs)
  return read.ok ? [writeTime(read.from.us, read.from.ns, 9), writeTime(read.to.us, read.to.ns, 9)] : read.message
}

describe('a time as written', () => {
  test('keeps nanoseconds and applies the offset', () => {
    expect(shown('2025-03-14T02:34:07.123456789+02:00')).toEqual([
      '2025-03-14T00:34:07.123456789Z',
      '2025-03-14T00:34:07.123456789Z',
    ])
    expect(shown('1969-12-31T23:59:59.9999999Z')).toEqual([
      '1969-12-31T23:59:59.999999900Z',
      '1969-12-31T23:59:59.999999900Z',
    ])
  })
  test('without an offset counts on the clock of the zone', () => {
    expect(shown('2025-07-01T12:00', 'Europe/Vienna')).toEqual([
      '2025-07-01T10:00:00.000000000Z',
      '2025-07-01T10:00:00.000000000Z',
    ])
  })
  test('a date is its day in the zone, 23 hours long where the clock goes forward', () => {
    expect(shown('2025-03-30', 'Europe/Vienna')).toEqual([
      '2025-03-29T23:00:00.000000000Z',
      '2025-03-30T22:00:00.000000000Z',
    ])
  })
  test('a duration counts back from the last record', () => {
    expect(shown('90m', 'UTC', 7_200_000_000)).toEqual([
      '1970-01-01T00:30:00.000000000Z',
      '1970-01-01T00:30:00.000000000Z',
    ])
  })
  test.each([
    '2025-02-30',
    '2025-13-01',
    '2025-03-14T25:00:00Z',
    'yesterday',
    '7y',
    '2025-3-1',
    '',
    '2025-03-14T02:34:07.1234567890Z',
  ])('refuses %j', (text) => expect(readSpoken(text, 'UTC')).toMatchObject({ ok: false }))
})

test('an hour that the clock shows twice or skips takes the earlier reading and says so', () => {
  const twice = readSpoken('2025-10-26T02:30:00', 'Europe/Vienna')
  expect(twice).toMatchObject({ ok: true, notes: [expect.stringContaining('twice')] })
  expect(shown('2025-10-26T02:30:00', 'Europe/Vienna')[0]).toBe('2025-10-26T00:30:00.000000000Z')
  const skipped = readSpoken('2025-03-30T02:30:00', 'Europe/Vienna')
  expect(skipped).toMatchObject({ ok: true, notes: [expect.stringContaining('skipped')] })
  expect(shown('2025-03-30T02:30:00', 'Europe/Vienna')[0]).toBe('2025-03-30T00:30:00.000000000Z')
  expect(readSpoken('2025-03-30T03:30:00', 'Europe/Vienna')).toMatchObject({ ok: true, notes: [] })
})

describe('a range', () => {
  test('ends through the day of a bare date', () => {
    const read = readRange({ from: '2025-03-01', to: '2025-03-01' }, 'UTC')
    expect(read).toMatchObject({
      ok: true,
      range: { from: { us: 1_740_787_200_000_000 }, to: { us: 1_740_873_600_000_000 } },
    })
  })
  test('may be open at either end', () => expect(readRange({}, 'UTC')).toEqual({ ok: true, range: {}, notes: [] }))
  test('that ends before it begins is refused', () => {
    expect(readRange({ from: '2025-03-03', to: '2025-03-01' }, 'UTC')).toMatchObject({ ok: false, end: 'to' })
  })
  test('names the end that could not be read', () => {
    expect(readRange({ from: 'x' }, 'UTC')).toMatchObject({ ok: false, end: 'from' })
    expect(readRange({ to: 'x' }, 'UTC')).toMatchObject({ ok: false, end: 'to' })
  })
})

test.each(['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Apia'])(
  'a day of %s begins where its number says',
  (zone) => {
    for (let day = 20_000; day < 20_370; day++) {
      const begin = dayBegin(day, zone)
      expect([dayNumber(begin, zone), dayNumber(begin - 1, zone)]).toEqual([day, day - 1])
    }
    expect(isZone(zone)).toBe(true)
  },
)

test('an unknown zone is no zone', () => expect(isZone('Mars/Olympus')).toBe(false))

const readAt = (text: string, zone: string): unknown => {
  const into = { timeUs: -1, timeNs: -1, timeDigits: -1 }
  return readLocal(text, zone, into) === 'read' ? into : undefined
}

describe('a time without offset, by the clock of a zone', () => {
  test('keeps the digits of the source', () => {
    expect(readAt('2025-07-01T12:00:00.123456789', 'Europe/Berlin')).toEqual({
      timeUs: 1_751_364_000_123_456,
      timeNs: 789,
      timeDigits: 9,
    })
    expect(readAt('2025-07-01 12:00:00', 'UTC')).toEqual({ timeUs: 1_751_371_200_000_000, timeNs: 0, timeDigits: 0 })
  })

  test.each([
    ['no zone was given', '2025-07-01T12:00:00', ''],
    ['a zone that does not exist', '2025-07-01T12:00:00', 'Mars/Olympus'],
    ['a day that does not exist', '2025-02-30T12:00:00', 'UTC'],
    ['microseconds that are no safe integer', '0001-01-01T00:00:00', 'UTC'],
    ['an offset of its own', '2025-07-01T12:00:00Z', 'UTC'],
    ['no time at all', 'yesterday', 'UTC'],
  ])('is refused: %s', (_why, text, zone) => {
    expect(readAt(text, zone)).toBeUndefined()
  })

  test.each([
    ['2025-10-26T02:00:00', 'Europe/Berlin', 'doubled', 1_761_436_800],
    ['2025-10-26 02:59:59', 'Europe/Berlin', 'doubled', 1_761_440_399],
    ['2025-10-26T03:00:00', 'Europe/Berlin', 'read', 1_761_444_000],
    ['2025-10-26T01:59:59', 'Europe/Berlin', 'read', 1_761_436_799],
    ['2025-03-30T01:59:59', 'Europe/Berlin', 'read', 1_743_296_399],
    ['2025-03-30T02:00:00', 'Europe/Berlin', 'skipped', -1],
    ['2025-03-30T02:59:59.999', 'Europe/Berlin', 'skipped', -1],
    ['2025-03-30T03:00:00', 'Europe/Berlin', 'read', 1_743_296_400],
    ['2011-12-30T12:00:00', 'Pacific/Apia', 'skipped', -1],
    ['2025-03-30T02:30:00', 'UTC', 'read', 1_743_301_800],
    ['2025-03-30T02:30:00', '+01:00', 'read', 1_743_298_200],
  ])('%s by the clock of %s: %s', (text, zone, came, second) => {
    const into = { timeUs: -1_000_000, timeNs: 0, timeDigits: 0 }
    expect([readLocal(text, zone, into), Math.floor(into.timeUs / 1_000_000)]).toEqual([came, second])
  })

  test('is told from one with an offset', () => {
    expect(['2025-07-01T12:00:00', '2025-07-01T12:00:00.5', '2025-07-01T12:00:00Z'].map(isLocal)).toEqual([
      true,
      true,
      false,
    ])
  })
})
