import { expect, test } from 'vitest'
import { type SwitchAt, offTimes, switchOf } from './audit-switches.ts'
import { DeviceSwitched } from './device-switched.ts'
import type { ObservedAct } from './observation.ts'
import { observed, told } from './testing/observed.ts'

const act = (action: string, target: string, outcome: ObservedAct['outcome'] = 'success'): ObservedAct => ({
  action,
  target,
  outcome,
})

test.each<[format: string, act: ObservedAct, want: ReturnType<typeof switchOf>]>([
  ['vault', act('delete', 'sys/audit/file'), { device: 'file', on: false }],
  ['vault', act('update', 'sys/audit/file/'), { device: 'file', on: true }],
  ['vault', act('create', 'sys/audit/a/b'), { device: 'a/b', on: true }],
  ['vault', act('delete', 'sys/audit/file', 'unknown'), { device: 'file', on: false }],
  ['vault', act('delete', 'sys/audit/file', 'denied'), undefined],
  ['vault', act('delete', 'sys/audit/file', 'failure'), undefined],
  ['vault', act('read', 'sys/audit/file'), undefined],
  ['vault', act('update', 'sys/audit'), undefined],
  ['vault', act('update', 'sys/audit-hash/file'), undefined],
  ['vault', act('delete', 'sys/config/auditing/request-headers/x'), undefined],
  ['vault', act('delete', 'secret/sys/audit/file'), undefined],
  ['aws-cloudtrail', act('StopLogging', 'main'), { device: 'main', on: false }],
  ['aws-cloudtrail', act('StartLogging', 'arn:aws:cloudtrail:eu-west-1:1:trail/main'), { device: 'main', on: true }],
  ['aws-cloudtrail', act('DeleteTrail', 'main'), { device: 'main', on: false }],
  ['aws-cloudtrail', act('CreateTrail', 'main'), undefined],
  ['aws-cloudtrail', act('StopLogging', ''), undefined],
  ['okta-system', act('delete', 'sys/audit/file'), undefined],
  ['constructor', act('delete', 'sys/audit/file'), undefined],
])('%s %j', (format, given, want) => expect(switchOf(format, given)).toEqual(want))

const at = (timeUs: number, on: boolean, device = 'file'): SwitchAt => ({ device, on, timeUs, file: 'a', line: timeUs })

test.each<[why: string, switches: readonly SwitchAt[], want: readonly string[]]>([
  ['never off', [at(1, true)], []],
  ['off and on', [at(5, false), at(9, true)], ['file 5-9']],
  ['off and never on', [at(5, false)], ['file 5-undefined']],
  ['off twice: the first counts', [at(5, false), at(7, false), at(9, true)], ['file 5-9']],
  ['another device does not switch this one on', [at(5, false), at(6, true, 'socket')], ['file 5-undefined']],
  ['by time, not by arrival', [at(9, true), at(5, false)], ['file 5-9']],
  [
    'each device by itself',
    [at(5, false), at(6, false, 'b'), at(8, true, 'b'), at(9, true), at(20, false)],
    ['file 5-9', 'b 6-8', 'file 20-undefined'],
  ],
])('%s', (_, switches, want) => {
  expect(offTimes(switches).map(({ device, fromUs, untilUs }) => `${device} ${fromUs}-${untilUs}`)).toEqual(want)
})

const off = (n: number) => observed(n, { act: act('delete', 'sys/audit/file') })
const on = (n: number) => observed(n, { act: act('update', 'sys/audit/file') })

test('each time off is told with its place and length, past twenty they are counted', () => {
  expect(told(new DeviceSwitched('vault'), [on(1), observed(2)])).toMatchObject([{ verdict: 'verified', covered: 2 }])
  expect(told(new DeviceSwitched('vault'), [off(10), on(100), off(200)])).toMatchObject([
    { verdict: 'not-verifiable', line: 10, message: expect.stringContaining('1.5 h later') },
    { line: 200, message: expect.stringContaining('not on again') },
  ])
  const often = Array.from({ length: 22 }, (_, n) => [off(2 * n + 1), on(2 * n + 2)]).flat()
  const checks = told(new DeviceSwitched('vault'), often)
  expect([checks.length, checks.at(-1)?.message]).toEqual([21, 'The log was switched off 2 more times'])
})

test('past ten thousand switches it is told how many were not followed', () => {
  const checks = told(
    new DeviceSwitched('vault'),
    Array.from({ length: 10_003 }, (_, n) => off(n + 1)),
  )
  expect(checks.at(-1)?.message).toMatch(/ 3 more were not followed$/)
})
