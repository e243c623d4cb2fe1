import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type JsonObject, isObject } from '../../src-main/core/entry/json-object.ts'
import { documentsIn } from './oracle.ts'

/** One original of the corpus, and what others expect of its entries. */
export interface CorpusFile {
  /** Relative to the system's folder. */
  readonly path: string
  readonly expected: readonly (JsonObject | undefined)[] | undefined
}

const EXPECTED = /-expected\.json$/
const LABELS = /-labels\.ndjson$/

/** The originals below a folder, with their expectations. */
export function originalsIn(folder: string): CorpusFile[] {
  return filesIn(folder)
    .filter((file) => !EXPECTED.test(file) && !LABELS.test(file) && !/(?:^|\/)SOURCE\.md$/.test(file))
    .map((path) => ({ path, expected: expectedOf(folder, path) }))
}

/** Labels of rule tests: how many there are; a line that is no JSON object is a fault of the corpus and throws. */
export function labelsIn(folder: string): number {
  let count = 0
  for (const file of filesIn(folder).filter((one) => LABELS.test(one))) {
    for (const line of readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((one) => one.trim() !== '')) {
      if (!isObject(JSON.parse(line))) throw new Error(`${file}: a label is no object`)
      count++
    }
  }
  return count
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted()
}

function expectedOf(folder: string, path: string): CorpusFile['expected'] {
  const place = join(folder, path.replace(/\.[a-z]+$/, '-expected.json'))
  if (!existsSync(place) || !statSync(place).isFile()) return undefined
  return documentsIn(JSON.parse(readFileSync(place, 'utf8')))
}
