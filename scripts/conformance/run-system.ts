import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kept, type Unmet, align } from './align.ts'
import { type Difference, type Event, type Field, compare, fields } from './compare.ts'
import { type CorpusFile, labelsIn, originalsIn } from './corpus.ts'
import { type Oracle, ecs } from './oracle.ts'

const PROGRAM = join(import.meta.dirname, '../proofline.mjs')

/** What one folder of the corpus gave. */
export interface SystemResult {
  readonly files: number
  readonly lines: number
  readonly records: number
  readonly paired: number
  readonly duplicates: number
  readonly rejected: number
  readonly refused: readonly { readonly path: string; readonly message: string }[]
  readonly rejections: readonly { readonly file: string; readonly line: number; readonly reason: string }[]
  readonly formats: readonly string[]
  /** Labels of rule tests that were read. */
  readonly labels: number
  readonly agreement: Readonly<Record<Field, { readonly compared: number; readonly agreed: number }>>
  readonly differences: readonly Difference[]
  /** Expectations, those that expect no record left out. */
  readonly expectations: number
  /** Those that meet no record, so that nothing was compared with them. */
  readonly unmet: readonly Unmet[]
}

interface Ledger {
  readonly path: string
  readonly lines: number
  readonly records: number
  readonly paired: number
  readonly duplicates: number
  readonly rejected: number
}

interface Imported {
  readonly bundles: readonly {
    readonly format: string
    readonly files: readonly Ledger[]
    readonly rejections: readonly {
      readonly file: string
      readonly line: number
      readonly offset: number
      readonly reason: string
    }[]
  }[]
  readonly refused: readonly { readonly path: string; readonly message: string }[]
}

/** Imports one folder through the command line and holds every record against what others expect of it. */
export function runSystem(folder: string, name: string, oracle: Oracle | undefined): SystemResult {
  const place = mkdtempSync(join(tmpdir(), 'proofline-conformance-'))
  try {
    const casePath = join(place, 'corpus.proofline')
    const originals = originalsIn(folder)
    const paths = originals.map(({ path }) => join(folder, path))
    const imported = JSON.parse(
      proofline(['import', casePath, ...paths, ...(oracle?.options ?? []), '--json']),
    ) as Imported
    const events = imported.bundles.length === 0 ? [] : eventsOf(casePath)
    return resultOf({ folder, name, originals, imported, events, oracle })
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function eventsOf(casePath: string): Event[] {
  const lines = proofline(['events', casePath, '--format', 'ndjson', '--limit', '1000000'])
  return lines.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Event]))
}

/** Whatever the exit code: rejected lines and refused files are answers here. */
function proofline(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [PROGRAM, ...args], {
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    const { stdout } = error as { stdout?: string }
    if (stdout) return stdout
    throw error
  }
}

interface Ran {
  readonly folder: string
  readonly name: string
  readonly originals: readonly CorpusFile[]
  readonly imported: Imported
  readonly events: readonly Event[]
  readonly oracle: Oracle | undefined
}

function resultOf({ folder, name, originals, imported, events, oracle }: Ran): SystemResult {
  const files = imported.bundles.flatMap((bundle) => bundle.files)
  const sum = (field: Exclude<keyof Ledger, 'path'>): number => files.reduce((total, file) => total + file[field], 0)
  for (const file of files) {
    const { lines, records, paired, duplicates, rejected } = file
    if (lines !== records + paired + duplicates + rejected)
      throw new Error(`${name}/${file.path}: the ledger does not close`)
  }
  const agreement = Object.fromEntries(fields.map((field) => [field, { compared: 0, agreed: 0 }])) as Record<
    Field,
    { compared: number; agreed: number }
  >
  const differences: Difference[] = []
  const unmet: Unmet[] = []
  for (const original of originals) {
    const met = align(original, readFileSync(join(folder, original.path)), keptOf(original, imported, events))
    unmet.push(...met.unmet)
    for (const one of met.pairs) {
      const wanted = (oracle?.wanted ?? ecs)(one.expected, one.entry, original.path)
      const line = Number(one.event['line'])
      for (const { field, agrees, want, got } of compare(
        one.event,
        one.isFolded ? { ...wanted, time: undefined } : wanted,
      )) {
        agreement[field].compared++
        agreement[field].agreed += Number(agrees)
        differences.push(...(agrees ? [] : [{ file: original.path, line, field, want, got }]))
      }
    }
  }
  return {
    files: originals.length,
    lines: sum('lines'),
    records: sum('records'),
    paired: sum('paired'),
    duplicates: sum('duplicates'),
    rejected: sum('rejected'),
    refused: imported.refused,
    rejections: imported.bundles.flatMap(({ rejections }) => rejections),
    formats: [...new Set(imported.bundles.map(({ format }) => format))],
    labels: labelsIn(folder),
    agreement,
    differences,
    expectations: originals.flatMap(({ expected = [] }) => expected.filter((one) => one !== undefined)).length,
    unmet,
  }
}

/** What the case kept of one original. */
function keptOf({ path }: CorpusFile, { bundles, refused }: Imported, events: readonly Event[]): Kept {
  const ledgers = bundles.flatMap((bundle) => bundle.files).filter((file) => isSame(file.path, path))
  const rejected = bundles.flatMap((bundle) => bundle.rejections).filter(({ file }) => isSame(file, path))
  return {
    events: events.filter(({ file }) => typeof file === 'string' && isSame(file, path)),
    lines: ledgers.reduce((sum, { lines }) => sum + lines, 0),
    duplicates: ledgers.reduce((sum, { duplicates }) => sum + duplicates, 0),
    rejected: new Set(rejected.map(({ line }) => line)),
    isRefused: refused.some((file) => isSame(file.path, path)),
  }
}

/** Files of several inputs are named with as much of their folder as tells them apart. */
const isSame = (file: string, path: string): boolean =>
  file === path || path.endsWith(`/${file}`) || file.endsWith(`/${path}`)
