import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from './generate.ts'
import { type Machine, machine } from './machine.ts'
import { type Measured, highest, measure, median, type Program, settled } from './measure.ts'

export interface VerifyOptions {
  /** Lines of the log that is generated. */
  readonly records: number
  readonly runs: number
}

/** Seconds, medians over the runs; each part runs once in every run, in turn. */
export interface VerifyReport {
  readonly machine: Machine
  readonly input: { readonly lines: number; readonly bytes: number }
  readonly verdict: string
  /** Digests, signature, chain and counts of the bundle, in a process of its own. */
  readonly bundle: number
  /** `proofline verify` as a person calls it: the same, and the records read, kept and checked again. */
  readonly command: number
  /** `openssl dgst -sha256` over the log. */
  readonly openssl: number
  /** One SHA-256 a line, in Node. */
  readonly loop: number
  readonly ratios: { readonly bundleToBoth: number; readonly commandToBoth: number }
  /** Of the process that verifies the bundle; absent where the system does not tell. */
  readonly peakRssMb?: number
}

const project = resolve(import.meta.dirname, '..')
const CLI = join(project, 'out', 'main', 'cli.js')
const CHILD = fileURLToPath(new URL('./verify-child.ts', import.meta.url))
const LOOP = fileURLToPath(new URL('./peers/line-loop.mjs', import.meta.url))

interface Bundle {
  readonly path: string
  readonly log: string
  readonly key: string
  readonly lines: number
}

/** A signed open bundle of one log: its verification beside the two passes over the bytes that it cannot do without. */
export async function benchVerify(
  { records, runs }: VerifyOptions,
  say: (line: string) => void,
): Promise<VerifyReport> {
  const cache = join(project, '.cache', 'bench')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'verify-'))
  const clear = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    const bundle = await makeBundle(folder, records, say)
    const before = machine()
    return { machine: before, ...(await race(bundle, runs, say)) }
  } finally {
    clear()
    process.off('exit', clear)
  }
}

const proofline = (...args: readonly string[]): Program => ({ command: process.execPath, args: [CLI, ...args] })

async function makeBundle(folder: string, records: number, say: (line: string) => void): Promise<Bundle> {
  const [log, key, path] = ['vault-audit.log', 'key.pem', 'bundle'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  say(`Generating ${records} lines …`)
  const { lines } = generate(log, records)
  say('Making a signed bundle of them …')
  await measure(proofline('key', 'new', key, '--no-passphrase'))
  await measure(proofline('bundle', 'make', log, '--out', path, '--reason', 'measuring', '--key', key))
  return { path, log, key, lines }
}

async function race(
  { path, log, key, lines }: Bundle,
  runs: number,
  say: (line: string) => void,
): Promise<Omit<VerifyReport, 'machine'>> {
  const programs = {
    openssl: { command: 'openssl', args: ['dgst', '-sha256', log] },
    loop: { command: process.execPath, args: [LOOP, log] },
    bundle: { command: process.execPath, args: [CHILD, path, key] },
    command: proofline('verify', path, '--trust', key, '--json'),
  }
  const names = ['openssl', 'loop', 'bundle', 'command'] as const
  const took: Record<(typeof names)[number], Measured[]> = { openssl: [], loop: [], bundle: [], command: [] }
  for (let run = 1; run <= runs; run++)
    for (const name of names) {
      const one = await settled(programs[name])
      took[name].push(one)
      say(`run ${run} of ${runs}: ${name}: ${one.seconds.toFixed(2)} s`)
    }
  const [openssl, loop, bundle, command] = names.map((name) => median(took[name].map((one) => one.seconds))) as [
    number,
    number,
    number,
    number,
  ]
  return {
    input: { lines, bytes: statSync(log).size },
    verdict: verdictOf([...took.bundle, ...took.command]),
    openssl,
    loop,
    bundle,
    command,
    ratios: { bundleToBoth: bundle / (openssl + loop), commandToBoth: command / (openssl + loop) },
    ...peakOf(took.bundle),
  }
}

function peakOf(runs: readonly Measured[]): { peakRssMb?: number } {
  const { peakMb } = highest(runs.flatMap((run) => [...run.peakMb.values()]))
  return peakMb === undefined ? {} : { peakRssMb: peakMb }
}

function verdictOf(runs: readonly Measured[]): string {
  const verdicts = new Set(runs.map(({ stdout }) => (JSON.parse(stdout) as { verdict: string }).verdict))
  if (verdicts.size !== 1 || !verdicts.has('verified')) throw new Error(`the bundle is ${[...verdicts].join(' and ')}`)
  return 'verified'
}
