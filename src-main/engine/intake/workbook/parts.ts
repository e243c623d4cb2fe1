import { malformedFault } from '../faults.ts'
import type { IntakeLimits } from '../limits.ts'
import type { Chunks, Source } from '../source.ts'
import type { ZipEntry } from '../zip-directory.ts'
import { readZipEntry } from '../zip-entry.ts'

const CONTENT_TYPES = '[Content_Types].xml'
const WORKBOOK = 'xl/workbook.xml'

/** Whether an archive is an Excel workbook (ECMA-376-2, OPC), by the parts that every one has. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  const names = new Set(entries.map(({ name }) => name))
  return names.has(CONTENT_TYPES) && names.has(WORKBOOK)
}

/** The parts of one workbook. */
export interface Parts {
  readonly shown: string
  readonly limits: IntakeLimits
  readonly has: (name: string) => boolean
  /** A part's bytes, held against size and CRC-32; a part that is not there is a fault. */
  readonly read: (name: string, signal?: AbortSignal) => Chunks
}

export function partsOf(archive: Source, entries: readonly ZipEntry[], shown: string, limits: IntakeLimits): Parts {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  return {
    shown,
    limits,
    has: (name) => byName.has(name),
    async *read(name, signal) {
      const entry = byName.get(name)
      if (!entry) throw malformedFault(shown, `its part ${JSON.stringify(name.slice(0, 200))} is missing`)
      yield* readZipEntry(archive, entry, { shown, limits }, signal)
    },
  }
}
