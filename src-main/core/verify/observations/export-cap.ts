import type { Check } from '../check.ts'
import {
  type Looked,
  type Observation,
  type ObservedFile,
  type ObservedRecord,
  counted,
  nothingSeen,
  somethingSeen,
} from './observation.ts'

/**
 * Numbers of rows at which exports are cut: pages and searches of Splunk, Elasticsearch, Microsoft 365, Log Analytics and SIEM
 * consoles, as seen; 200,000 is the download of the Okta console (Okta help: "System Log").
 */
const CAPS: ReadonlySet<number> = new Set([500, 1000, 2000, 10_000, 40_000, 50_000, 200_000])
const SECOND_US = 1_000_000

/** Files, and the bundle, that hold exactly as many lines or records as an export may have at most. */
export class ExportCap implements Observation {
  #file: string | undefined
  #lastS = 0
  #shared = false
  /** Files whose last two records are of one second. */
  readonly #endWithinSecond = new Set<string>()

  look({ file, timeUs }: ObservedRecord): void {
    const second = Math.floor(timeUs / SECOND_US)
    if (file !== this.#file) this.#close(file)
    else this.#shared = second === this.#lastS
    this.#lastS = second
  }

  *checks({ files }: Looked): Generator<Check> {
    this.#close(undefined)
    const capped = files.filter(isCapped)
    const [first] = capped
    if (first !== undefined) yield this.#seen(first, capped.length, files.length)
    const whole = sumOf(files)
    const sums = files.length > 1 && isCapped(whole)
    if (sums) yield somethingSeen('export.cap', `All files together hold exactly ${says(whole)}: ${PROBABLY}`, SETTLES)
    if (first === undefined && !sums)
      yield nothingSeen('export.cap', files.length, 'No file ends at a number of rows at which exports are cut')
  }

  #close(next: string | undefined): void {
    if (this.#file !== undefined && this.#shared) this.#endWithinSecond.add(this.#file)
    this.#file = next
    this.#shared = false
  }

  #seen(first: ObservedFile, capped: number, all: number): Check {
    const others =
      capped === 1
        ? ''
        : `, and ${counted(capped - 1, 'other file')} of ${all} such a number too (pages of one export, if another file goes on from each)`
    const within = this.#endWithinSecond.has(first.path)
      ? '; its last second holds several records, so the cut may lie within it'
      : ''
    const message = `This file holds exactly ${says(first)}${others}: ${PROBABLY}${within}`
    return { ...somethingSeen('export.cap', message, SETTLES), file: first.path }
  }
}

const PROBABLY = 'probably the export was cut there, though the number may be chance'
const SETTLES = 'The number of records that the source shows for the same period, or the page that follows'

type Counts = Pick<ObservedFile, 'lines' | 'records'>

const isCapped = ({ lines, records }: Counts): boolean => CAPS.has(lines) || CAPS.has(records)
const says = ({ lines, records }: Counts): string => `${counted(lines, 'line')} (${counted(records, 'record')})`

const sumOf = (files: readonly ObservedFile[]): Counts => ({
  lines: files.reduce((sum, { lines }) => sum + lines, 0),
  records: files.reduce((sum, { records }) => sum + records, 0),
})
