import { expect, test } from 'vitest'
import { timeReader, timeReaders } from './time-pattern.ts'

test.each([
  ['dd/MM/yyyy HH:mm:ss', '14/03/2025 02:34:07', 'UTC', 1741919647000000],
  ['MM/dd/yyyy hh:mm:ss a', '03/14/2025 02:34:07 PM', 'UTC', 1741962847000000],
  ['MM/dd/yyyy hh:mm:ss a', '03/14/2025 12:34:07 am', 'UTC', 1741912447000000],
  ['yyyy-MM-dd HH:mm:ss SSS', '2025-03-14 02:34:07 918', 'UTC', 1741919647918000],
  ['MMM d yyyy HH:mm:ss', 'Fev 3 2025 00:00:00', 'UTC', 1738540800000000],
  ['yyyy-MM-dd HH:mm:ss.SXXX', '2025-03-14 02:34:07.5+0100', '', 1741916047500000],
  ['epoch-s', '1741919647.25', '', 1741919647250000],
  ['epoch-us', '1741919647000001', '', 1741919647000001],
  ['epoch', '1741919647', '', 1741919647000000],
  ['epoch', '1741919647.25', '', 1741919647250000],
  ['epoch', '1741919647123', '', 1741919647123000],
  ['epoch', '1741919647123456', '', 1741919647123456],
  ['epoch', '1741919647123456789', '', 1741919647123456],
  ['epoch', '631152000', '', 631152000000000],
])('%s reads %s', (form, text, zone, us) => {
  const at = { timeUs: 0, timeNs: 0, timeDigits: 0 }
  expect(timeReader(form)?.(text, zone, at)).toBe('read')
  expect(at.timeUs).toBe(us)
})

test.each([
  ['dd/MM/yyyy HH:mm:ss', '31/02/2025 02:34:07', 'UTC', 'no-time'],
  ['dd/MM/yyyy HH:mm:ss', '14/03/2025 02:34:07', '', 'no-zone'],
  ['MM/dd/yyyy hh:mm:ss a', '03/14/2025 13:34:07 PM', 'UTC', 'no-time'],
  ['epoch-s', '1e9', '', 'no-time'],
  ['epoch', '631151999', '', 'no-time'],
  ['epoch', '4102444801', '', 'no-time'],
  ['epoch', '17419196471', '', 'no-time'],
  ['epoch', '-1741919647', '', 'no-time'],
  ['epoch', '1741919647123456789.5', '', 'no-time'],
  ['epoch', '17419196471234567890', '', 'no-time'],
  ['epoch', '1.741919647e9', '', 'no-time'],
  ['epoch', '', '', 'no-time'],
  ['dd/MM/yyyy HH:mm:ss', `${' '.repeat(90)}14/03/2025 02:34:07`, 'UTC', 'no-time'],
  ['rfc3339', `${'9'.repeat(5000)}`, 'UTC', 'no-time'],
])('%s does not read %s', (form, text, zone, came) => {
  expect(timeReader(form)?.(text, zone, { timeUs: 0, timeNs: 0, timeDigits: 0 })).toBe(came)
})

test.each(['', 'HH:mm', 'yyyy yyyy', 'dd MM'])('the pattern %j is none, and has no reader among others', (form) => {
  expect(timeReader(form)).toBeUndefined()
  expect(timeReaders([form, 'rfc3339']).map((one) => one.form)).toEqual(['rfc3339'])
})
