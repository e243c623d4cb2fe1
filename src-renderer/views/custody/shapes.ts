import type { Answer } from '../../../src-main/contract/calls.ts'

export type CustodyPage = Answer<'custody.page'>
export type Entry = CustodyPage['entries'][number]
