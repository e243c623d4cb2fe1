import type { Check } from '../check.ts'
import {
  type NewObservation,
  type Observation,
  type ObservedRecord,
  type Place,
  nothingSeen,
  somethingSeen,
} from './observation.ts'

/** Actions by which a source records that its log was exported, by format id (Cloosphere docs: KMS Audit, operations). */
const ownRows: Readonly<Record<string, string>> = { 'cloosphere-kms-audit': 'audit_export' }

/** Whether the newest row of a log that records its own exports is the row of an export. */
class OwnExportRow implements Observation {
  readonly #action: string
  #numbered = 0
  #top: (Place & { readonly seq: number; readonly isExport: boolean }) | undefined

  constructor(action: string) {
    this.#action = action
  }

  look({ seq, file, line, act }: ObservedRecord): void {
    if (seq === undefined) return
    this.#numbered += 1
    if (this.#top !== undefined && seq <= this.#top.seq) return
    this.#top = { file, line, seq, isExport: act?.action === this.#action }
  }

  *checks(): Generator<Check> {
    const top = this.#top
    if (top === undefined) return
    yield top.isExport
      ? nothingSeen('export.row', this.#numbered, 'The row with the highest number is that of an export')
      : {
          ...somethingSeen(
            'export.row',
            `The row with the highest number is not that of an export (${this.#action}): the file was cut, was not made by the product, or its own row stands in the next export`,
            `The next export: its first row must be the ${this.#action} of this one`,
            top,
          ),
          seq: top.seq,
        }
  }
}

/** Only of sources that are known to record their exports. */
export const ownExportRow: NewObservation = (format) => {
  const action = Object.hasOwn(ownRows, format) ? ownRows[format] : undefined
  return action === undefined ? undefined : new OwnExportRow(action)
}
