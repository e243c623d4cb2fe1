import type { Answer } from '../../../src-main/contract/calls.ts'

export type RecordPage = Answer<'records.page'>
export type RecordRow = RecordPage['rows'][number]
export type WholeRecord = Answer<'record.get'>
