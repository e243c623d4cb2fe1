import { FaultError } from '../../contract/fault.ts'
import { layerWords } from '../intake/layers.ts'
import type { Member } from '../intake/member.ts'
import type { NotRead } from './keep-proofs.ts'
import type { PlanAsk, PlannedFile, RefusedFile } from './plan-import.ts'
import type { Recognised, RecogniseAsk } from './recognise.ts'

/** One plan while it is made. */
export interface Planning {
  readonly ask: PlanAsk
  readonly refused: RefusedFile[]
  /** Files that could not be read as logs, each with why: some of them may be proofs of the logs. */
  readonly others: NotRead[]
  readonly signal: AbortSignal | undefined
}

export const readAs = ({ ask }: Planning): RecogniseAsk => ({
  formats: ask.formats,
  format: ask.format,
  zone: ask.sourceZone,
})

export const logOf = (member: Member, { reading, confidence, reasons }: Recognised): PlannedFile => ({
  member,
  role: 'log',
  reading,
  confidence,
  reasons: [...reasons, ...layerWords(member.layers)],
})

/** Only our faults become a refusal; a cancel and our own bugs go on. */
export function refusalOf(error: unknown, path: string): RefusedFile {
  if (!(error instanceof FaultError) || error.code === 'cancelled') throw error
  return { path, code: error.code, message: error.detail.message, remedy: error.detail.remedy }
}
