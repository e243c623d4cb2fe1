import { UsageError } from './arguments.ts'

/** `FROM..TO`, either end open; the engine reads the times. */
export function readPeriod(text: string): { from?: string; to?: string } {
  const at = text.indexOf('..')
  const from = text.slice(0, Math.max(0, at)).trim()
  const to = text.slice(at + 2).trim()
  if (at < 0 || (from === '' && to === ''))
    throw new UsageError(`--period takes FROM..TO, not ${text}.`, 'For example --period 2025-01-01..2025-03-31.')
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }
}
