import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Program } from './measure.ts'
import { COLUMNS } from './peers/floor.ts'

export interface Inputs {
  readonly log: string
  readonly csv: string
  /** Where the peer writes; does not exist yet. */
  readonly database: string
}

/** A program that does a part of what an import does, or all of it in another way. */
export interface Peer {
  readonly id: 'floor' | 'duckdb' | 'python'
  readonly title: string
  readonly program: (inputs: Inputs) => Program
  /** The rows it says it has stored, from what it printed. */
  readonly rows: (stdout: string) => number
}

export interface LeftOut {
  readonly title: string
  readonly why: string
}

const project = resolve(import.meta.dirname, '..')
const PYTHON = fileURLToPath(new URL('./peers/straightforward.py', import.meta.url))
const DUCKDB_RUN = fileURLToPath(new URL('./peers/duckdb.mjs', import.meta.url))

const floor: Peer = {
  id: 'floor',
  title: 'sqlite3 .import of fields already extracted (floor)',
  program: ({ csv, database }) => ({
    command: 'sqlite3',
    args: [database],
    input: `CREATE TABLE line (${COLUMNS.join(', ')});\n.import --csv "${csv}" line\nSELECT count(*) FROM line;\n`,
  }),
  rows: Number,
}

const python: Peer = {
  id: 'python',
  title: 'Python: json, hashlib, sqlite3',
  program: ({ log, database }) => ({ command: 'python3', args: [PYTHON, log, database] }),
  rows: (stdout) => Number(stdout.split(' ')[0]),
}

const duckdb = (module: string): Peer => ({
  id: 'duckdb',
  title: 'DuckDB read_json, columns given',
  program: ({ log, database }) => ({ command: process.execPath, args: [DUCKDB_RUN, module, log, database] }),
  rows: Number,
})

const DUCKDB = '1.5.6-r.1'
const FETCH = ['--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=0', '--fetch-timeout=60000']

/** DuckDB comes into a cache folder of its own: it is no part of the program and of no build. */
function duckdbModule(): string | LeftOut {
  const folder = join(project, '.cache', 'bench', `duckdb-${DUCKDB}`)
  const home = join(folder, 'node_modules', '@duckdb', 'node-api')
  const title = 'DuckDB'
  if (!existsSync(home)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const { status, stderr, error } = spawnSync(
      'npm',
      ['install', ...FETCH, '--ignore-scripts', `@duckdb/node-api@${DUCKDB}`],
      { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
    )
    const said = error?.message ?? stderr.trim().split('\n')[0] ?? ''
    if (status !== 0) return { title, why: `npm could not fetch @duckdb/node-api ${DUCKDB}: ${said}` }
  }
  const main: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).main
  if (typeof main !== 'string') return { title, why: `${home} is not the package expected` }
  return pathToFileURL(join(home, main)).href
}

const runs = (command: string): boolean => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0

/** The peers that this machine has, and those it has not, each with its reason. */
export function peers(): { readonly present: readonly Peer[]; readonly leftOut: readonly LeftOut[] } {
  const present: Peer[] = []
  const leftOut: LeftOut[] = []
  if (runs('sqlite3')) present.push(floor)
  else leftOut.push({ title: floor.title, why: 'there is no sqlite3 (on Debian: apt-get install sqlite3)' })
  const module = duckdbModule()
  if (typeof module === 'string') present.push(duckdb(module))
  else leftOut.push(module)
  if (runs('python3')) present.push(python)
  else leftOut.push({ title: python.title, why: 'there is no python3' })
  return { present, leftOut }
}
