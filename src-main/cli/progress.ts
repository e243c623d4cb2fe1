import type { Event } from '../contract/events.ts'
import { cut } from './table.ts'
import { visible } from './visible.ts'
import { bytes, count, counted, duration } from './words.ts'

export type Progress = Event<'job.progress'>

/** A line on the terminal that is drawn over itself. */
export interface Bar {
  show(progress: Progress): void
  clear(): void
}

const CELLS = 24

const amount = (n: number, unit: Progress['unit']): string => (unit === 'bytes' ? bytes(n) : count(n))

/** `import  [██████··················]  25.0 %  1.2 GB of 4.8 GB  302,114 records  88,000 per second  12.0 s left` */
export function progressLine(progress: Progress): string {
  const { phase, done, total, unit, rate, leftS, records, rejected, files } = progress
  const part = total > 0 ? Math.min(1, done / total) : 0
  const full = Math.floor(part * CELLS)
  const bar = `[${'█'.repeat(full)}${'·'.repeat(CELLS - full)}]`
  const known = total > 0
  const parts = [
    visible(phase),
    known ? bar : '',
    known ? `${(Math.floor(part * 1000) / 10).toFixed(1)} %` : '',
    known ? `${amount(done, unit)} of ${amount(total, unit)}` : amount(done, unit),
    unit === 'bytes' ? '' : unit,
    records === undefined || unit === 'records' ? '' : counted(records, 'record'),
    rejected === undefined || rejected === 0 ? '' : `${count(rejected)} rejected`,
    files === undefined || files.total < 2 ? '' : `file ${count(files.done + 1)} of ${count(files.total)}`,
    rate > 0 ? `${amount(rate, unit)} per second` : '',
    leftS === undefined ? '' : `${duration(Math.max(1, Math.round(leftS)))} left`,
  ]
  return parts.filter((one) => one !== '').join('  ')
}

/** Draws on a terminal, at most ten times a second; elsewhere it is silent. */
export function progressBar(terminal: NodeJS.WriteStream): Bar {
  if (!terminal.isTTY) return { show: () => undefined, clear: () => undefined }
  let drawn = 0
  return {
    show: (progress) => {
      const now = performance.now()
      if (now - drawn < 100) return
      drawn = now
      terminal.write(`\r${cut(progressLine(progress), Math.max(20, terminal.columns - 1))}\u001B[K`)
    },
    clear: () => {
      if (drawn > 0) terminal.write('\r\u001B[K')
      drawn = 0
    },
  }
}
