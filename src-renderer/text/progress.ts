import { counted } from '../kit/values.ts'

const phases: Readonly<Record<string, string>> = {
  read: 'reading',
  reading: 'reading',
  parse: 'reading',
  index: 'indexing',
  indexing: 'indexing',
  columns: 'building columns',
  remove: 'removing what was written',
  verify: 'recomputing',
  seal: 'writing the pack',
}

/** Progress of long work. */
export const progressText = {
  phase: (phase: string): string => phases[phase] ?? phase,
  records: (n: number): string => counted(n, 'record', 'records'),
  perSecond: (amount: string): string => `${amount} per second`,
  of: (done: string, all: string): string => `${done} of ${all}`,
  soFar: (done: string): string => `${done} so far`,
  left: (time: string): string => `${time} left`,
  cancel: 'Cancel',
  quarter: (title: string, percent: number): string => `${title}, ${percent} percent`,
}
