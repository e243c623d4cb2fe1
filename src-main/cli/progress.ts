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

function doneWords({ done, total, unit }: Progress): string[] {
  const named = (n: number): string => (unit === 'bytes' ? bytes(n) : count(n))
  const what = unit === 'bytes' ? '' : ` ${unit}`
  if (total <= 0) return [`${named(done)}${what}`]
  const part = Math.min(1, done / total)
  const full = Math.floor(part * CELLS)
  const bar = `[${'█'.repeat(full)}${'·'.repeat(CELLS - full)}]`
  // rounded down: 100 % only at the end
  return [bar, `${(Math.floor(part * 1000) / 10).toFixed(1)} %`, `${named(done)} of ${named(total)}${what}`]
}

function foundWords({ unit, records, rejected = 0, files }: Progress): string[] {
  const words: string[] = []
  if (records !== undefined && unit !== 'records') words.push(counted(records, 'record'))
  if (rejected > 0) words.push(`${count(rejected)} rejected`)
  if (files !== undefined && files.total > 1)
    words.push(`file ${count(Math.min(files.done + 1, files.total))} of ${count(files.total)}`)
  return words
}

function paceWords({ unit, rate, leftS }: Progress): string[] {
  const words = rate > 0 ? [`${unit === 'bytes' ? bytes(Math.round(rate)) : count(rate)} per second`] : []
  if (leftS !== undefined) words.push(`${leftS < 59.5 ? `${Math.max(1, Math.round(leftS))} s` : duration(leftS)} left`)
  return words
}

/** `import  [██████··················]  25.0 %  1.2 GB of 4.8 GB  302,114 records  88.0 MB per second  12 s left` */
export function progressLine(progress: Progress): string {
  return [visible(progress.phase), ...doneWords(progress), ...foundWords(progress), ...paceWords(progress)].join('  ')
}

/** A terminal that does not know its width says 0. */
const lineWidth = (columns: number): number => (columns > 20 ? columns : 80) - 1

/** Draws on a terminal, at most ten times a second; elsewhere it is silent. */
export function progressBar(terminal: NodeJS.WriteStream): Bar {
  if (!terminal.isTTY) return { show: () => undefined, clear: () => undefined }
  let drawn = 0
  return {
    show: (progress) => {
      const now = performance.now()
      if (now - drawn < 100) return
      drawn = now
      terminal.write(`\r${cut(progressLine(progress), lineWidth(terminal.columns))}\u001B[K`)
    },
    clear: () => {
      if (drawn > 0) terminal.write('\r\u001B[K')
      drawn = 0
    },
  }
}
