import { FaultError } from '../../contract/fault.ts'
import { unreadableLog } from '../../core/verify/bag-checks.ts'
import type { Check } from '../../core/verify/check.ts'

/** A file of a bundle that breaks its own format or a limit is a finding; every other fault goes on. */
export function unreadable(file: string, error: unknown): Check {
  if (!(error instanceof FaultError) || (error.code !== 'malformed' && error.code !== 'limit')) throw error
  return unreadableLog(file, error.detail.message, error.code === 'limit')
}
