import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { generate } from './generate.ts'
import { type Machine, machine } from './machine.ts'
import { highest, median, settled } from './measure.ts'
import { extract } from './peers/floor.ts'
import { type LeftOut, type Peer, peers } from './peers.ts'

export interface ImportOptions {
  /** Lines of the log that is generated; not used where `input` names one. */
  readonly records: number
  readonly runs: number
  readonly input?: string | undefined
}

/** The times of one contestant, in the order of the runs. */
export interface Times {
  readonly title: string
  readonly seconds: readonly number[]
  readonly median: number
  readonly linesPerSecond: number
  readonly peakMb?: number
}

export interface ImportReport {
  readonly machine: Machine
  readonly input: { readonly lines: number; readonly bytes: number }
  readonly proofline: Times
  readonly peers: Partial<Record<Peer['id'], Times>>
  readonly leftOut: readonly LeftOut[]
  readonly ratios: { readonly readyToFloor?: number; readonly readyToDuckdb?: number; readonly pythonToReady?: number }
  /** Of the engine process alone; absent where the system does not tell. */
  readonly peakRssMb?: number
  readonly caseMb: number
  readonly caseToNdjson: number
}

interface Run {
  readonly seconds: number
  readonly peakMb?: number
}

interface Course {
  readonly log: string
  readonly csv: string
  readonly folder: string
  readonly lines: number
  /** As it was before anything was measured. */
  readonly machine: Machine
}

const project = resolve(import.meta.dirname, '..')
const ENGINE = /[/\\]engine[.]js( |$)/

/** Each peer and Proofline in turn, `runs` times over, on the same log. */
export async function benchImport(options: ImportOptions, say: (line: string) => void): Promise<ImportReport> {
  const cache = join(project, '.cache', 'bench')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'import-'))
  const clear = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    const before = machine()
    return await race({ ...(await prepare(folder, options, say)), machine: before }, options.runs, say)
  } finally {
    clear()
    process.off('exit', clear)
  }
}

async function prepare(
  folder: string,
  { records, input }: ImportOptions,
  say: (line: string) => void,
): Promise<Omit<Course, 'machine'>> {
  const log = input === undefined ? join(folder, 'vault-audit.log') : resolve(input)
  if (input === undefined) {
    say(`Generating ${records} lines …`)
    generate(log, records)
  }
  const csv = join(folder, 'columns.csv')
  say('Extracting the columns for the floor …')
  return { log, csv, folder, lines: await extract(log, csv) }
}

async function race(course: Course, runs: number, say: (line: string) => void): Promise<ImportReport> {
  const { present, leftOut } = peers()
  const own: Run[] = []
  const theirs = new Map<Peer['id'], Run[]>(present.map(({ id }) => [id, []]))
  let caseBytes = 0
  for (let run = 1; run <= runs; run++) {
    for (const peer of present) {
      const took = await peerRun(course, peer)
      theirs.get(peer.id)?.push(took)
      say(`run ${run} of ${runs}: ${peer.title}: ${took.seconds.toFixed(2)} s`)
    }
    const took = await ownRun(course)
    own.push(took)
    caseBytes = took.caseBytes
    say(`run ${run} of ${runs}: Proofline: ${took.seconds.toFixed(2)} s`)
  }
  const timed = present.map(({ id, title }) => [id, times(title, theirs.get(id) ?? [], course.lines)] as const)
  return report(course, { own, caseBytes, leftOut, theirs: Object.fromEntries(timed) })
}

interface Result {
  readonly own: readonly Run[]
  readonly caseBytes: number
  readonly theirs: Partial<Record<Peer['id'], Times>>
  readonly leftOut: readonly LeftOut[]
}

function report({ log, lines, machine: before }: Course, { own, caseBytes, theirs, leftOut }: Result): ImportReport {
  const bytes = statSync(log).size
  const proofline = times('Proofline to ready', own, lines)
  const { floor, duckdb, python } = theirs
  return {
    machine: before,
    input: { lines, bytes },
    proofline,
    peers: theirs,
    leftOut,
    ratios: {
      ...(floor && { readyToFloor: proofline.median / floor.median }),
      ...(duckdb && { readyToDuckdb: proofline.median / duckdb.median }),
      ...(python && { pythonToReady: python.median / proofline.median }),
    },
    ...(proofline.peakMb !== undefined && { peakRssMb: proofline.peakMb }),
    caseMb: caseBytes / 1e6,
    caseToNdjson: caseBytes / bytes,
  }
}

function times(title: string, runs: readonly Run[], lines: number): Times {
  const seconds = runs.map((run) => run.seconds)
  const middle = median(seconds)
  const peaks = runs.flatMap(({ peakMb }) => peakMb ?? [])
  return {
    title,
    seconds,
    median: middle,
    linesPerSecond: lines / middle,
    ...(peaks.length > 0 && { peakMb: Math.max(...peaks) }),
  }
}

async function peerRun({ log, csv, folder, lines }: Course, peer: Peer): Promise<Run> {
  const database = join(folder, `${peer.id}.db`)
  const { seconds, stdout, peakMb } = await settled(peer.program({ log, csv, database }))
  for (const end of ['', '.wal', '-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
  const rows = peer.rows(stdout)
  if (rows !== lines) throw new Error(`${peer.title} stored ${rows} rows of ${lines} lines`)
  return { seconds, ...highest([...peakMb.values()]) }
}

/** The program as a person calls it, from the start of its process to the end. */
async function ownRun({ log, folder, lines }: Course): Promise<Run & { caseBytes: number }> {
  const cli = join(project, 'out', 'main', 'cli.js')
  const made = join(folder, 'bench.proofline')
  const { seconds, stdout, peakMb } = await settled({
    command: process.execPath,
    args: [cli, 'import', made, log, '--json'],
  })
  const caseBytes = statSync(made).size
  for (const end of ['', '-wal', '-shm', '-lock']) rmSync(`${made}${end}`, { force: true })
  const counted = ledgerLines(JSON.parse(stdout))
  if (counted !== lines) throw new Error(`Proofline's ledger holds ${counted} of ${lines} lines`)
  const engines = [...peakMb].flatMap(([line, peak]) => (ENGINE.test(line) ? [peak] : []))
  return { seconds, caseBytes, ...highest(engines) }
}

/** The lines of all files in what `import --json` prints. */
function ledgerLines(printed: { bundles?: readonly { files?: readonly { lines?: number }[] }[] }): number {
  const files = printed.bundles?.flatMap((bundle) => bundle.files ?? []) ?? []
  return files.reduce((sum, { lines = 0 }) => sum + lines, 0)
}
