import { UsageError } from './arguments.ts'
import { nearest } from '../core/filter/nearest.ts'

/** Members of a record in the order in which they are written. */
export const recordFields = [
  'id',
  'time',
  'system',
  'actor',
  'actorKind',
  'actorDisplay',
  'credential',
  'onBehalfOf',
  'application',
  'action',
  'kind',
  'target',
  'targetType',
  'environment',
  'outcome',
  'reason',
  'ip',
  'port',
  'userAgent',
  'region',
  'requestId',
  'session',
  'bundle',
  'file',
  'line',
  'offset',
  'sha256',
  'seq',
  'received',
  'traceId',
  'targetVersion',
  'reasonGiven',
  'ticket',
  'collector',
  'flags',
  'length',
  'pairedLine',
] as const
export type RecordField = (typeof recordFields)[number]

/** What a table shows where nothing else was asked for: the five answers. */
export const tableFields: readonly RecordField[] = ['id', 'time', 'actor', 'kind', 'target', 'outcome', 'ip']

/** `time,actor,target` */
export function readFields(list: string | undefined, otherwise: readonly RecordField[]): readonly RecordField[] {
  if (list === undefined) return otherwise
  return list.split(',').map((word) => {
    const name = word.trim()
    const found = recordFields.find((field) => field === name)
    if (found !== undefined) return found
    const meant = nearest(name, recordFields)
    throw new UsageError(
      `A record has no field ${name === '' ? 'without a name' : name}.`,
      meant === undefined ? `The fields are ${recordFields.join(', ')}.` : `Did you mean ${meant}?`,
    )
  })
}
