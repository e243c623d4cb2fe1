import type { Check } from '../check.ts'
import { type Looked, type Observation, counted, nothingSeen, somethingSeen } from './observation.ts'

/** Lines that tell of an event told before. */
export const duplicateLines: Observation = {
  *checks({ duplicates, records }: Looked): Generator<Check> {
    yield duplicates === 0
      ? nothingSeen('record.duplicate', records, 'No line came twice')
      : somethingSeen(
          'record.duplicate',
          `${counted(duplicates, 'line')} ${duplicates === 1 ? 'tells' : 'tell'} of an event that another line has told: counted once`,
          'Whether several audit devices, or overlapping rotated files, were handed over',
        )
  },
}

/** Logs that end within a line. */
export const cutLogs: Observation = {
  *checks({ cutFiles, records }: Looked): Generator<Check> {
    const [file] = cutFiles
    if (file === undefined) {
      yield nothingSeen('log.cut', records, 'No log ends within a line')
      return
    }
    const message = `${counted(cutFiles.length, 'log')} ${cutFiles.length === 1 ? 'ends' : 'end'} within a line: the file may have been cut`
    yield { ...somethingSeen('log.cut', message, 'The rest of the file, or the rotated file that follows'), file }
  },
}
