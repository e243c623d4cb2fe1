import type { Answer } from '../../src-main/contract/calls.ts'
import { count, counted } from '../kit/values.ts'

type Source = Answer<'completeness'>['sources'][number]

/** The completeness statement: what is there, what is missing, what is never recorded, where trust begins. No verdict. */
export const completenessText = {
  title: 'Completeness',
  waiting: 'Counting days and gaps',
  note: (span: string, by: 'asked' | 'case' | 'records'): string =>
    by === 'records'
      ? `${span}, the time of the records: the case has no period`
      : `${span}, ${by === 'case' ? 'the period of the case' : 'as asked'}`,
  nothing: 'The case has no record and no period, so nothing can be stated.',
  limit: 'A statement, no verdict. What explains a gap says why there are no records, never that nothing was done.',
  present: ({ records, outside, rejected, days }: Source): string =>
    [
      counted(records, 'record', 'records'),
      ...(days ? [`on ${count(days.with)} of ${counted(days.of, 'day', 'days')}`] : []),
      ...(outside > 0 ? [`${count(outside)} outside the period`] : []),
      ...(rejected > 0 ? [`${counted(rejected, 'line', 'lines')} could not be read`] : []),
    ].join(', '),
  gapsOf: (name: string): string => `Gaps of ${name}`,
  noGaps: 'No gap of a day or longer, and none that stands out from the habit of this source.',
  furtherGaps: (n: number): string => `And ${counted(n, 'shorter gap', 'shorter gaps')}.`,
  columns: { from: 'From', to: 'To', length: 'Length', is: 'Is', because: 'Because' },
  open: 'open',
  explained: { 'switched-off': 'switched off', habit: 'habit' },
  elsewhere: (name: string, records: number): string => `${name} has ${counted(records, 'record', 'records')} of it`,
  signs: (outside: number): string =>
    `Signs in the last verification${outside > 0 ? ', of the whole export and not of the period alone' : ''}`,
  noSigns: (checked: boolean): string =>
    checked ? 'No sign in the last verification.' : 'Signs were not looked for: nothing was verified yet.',
  more: (n: number): string => `, and ${count(n)} more`,
  blind: (n: number): string => `What this system never records (${count(n)})`,
  trust: 'Trust',
}
