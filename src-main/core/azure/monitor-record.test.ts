import { expect, test } from 'vitest'
import { eventText, monitorRecord } from './monitor-record.ts'

test('names are the same in every case and table', () => {
  const names = ['callerIpAddress', 'CallerIPAddress', 'calleripaddress', 'CallerIPAddress_s']
  for (const name of names) expect(monitorRecord({ [name]: '198.51.100.7' })['callerIpAddress']).toBe('198.51.100.7')
  expect(monitorRecord({ 'TimeGenerated [UTC]': 'x' })['time']).toBe('x')
  expect(monitorRecord({ httpStatusCode_d: 403 })['httpStatusCode']).toBe(403)
})

test('of names that mean the same the first that says something counts', () => {
  expect(monitorRecord({ time: '', TimeGenerated: 'b', timegenerated: 'c' })['time']).toBe('b')
})

test('objects as JSON text are opened, and only whole ones', () => {
  expect(monitorRecord({ Properties: '{"id":"a"}' })['properties']).toEqual({ id: 'a' })
  expect(monitorRecord({ Identity: '{cut' })['identity']).toBe('{cut')
  expect(monitorRecord({ Properties: '['.repeat(5000) + ']'.repeat(5000) })['properties']).toBeTypeOf('string')
})

test('the object given stays as it is, and built-in names are no members', () => {
  const given: Readonly<Record<string, unknown>> = JSON.parse('{"__proto__":{"time":"x"},"Level":4}')
  expect(monitorRecord(given)['time']).toBeUndefined()
  expect(eventText(monitorRecord(given), 'constructor', 'toString')).toBe('')
  expect(Object.keys(given)).toEqual(['__proto__', 'Level'])
})

test('what properties say comes before what stands beside them', () => {
  const record = monitorRecord({ correlationId: 'outer', properties: { correlationId: 'inner', id: '' }, id: 'row' })
  expect(eventText(record, 'correlationId')).toBe('inner')
  expect(eventText(record, 'id')).toBe('row')
  expect(eventText(record, 'missing')).toBe('')
})
