import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../../package.json' with { type: 'json' }
import { commands } from './commands/index.ts'
import { Engine } from './engine.ts'
import { EXIT } from './exit.ts'
import { promptHidden } from './passphrase.ts'
import { runProgram } from './program.ts'
import { progressBar } from './progress.ts'
import type { Session } from './session.ts'
import { sinkOf } from './sink.ts'

const own = fileURLToPath(import.meta.url)
const here = dirname(own)
const engineEntry = own.endsWith('.ts') ? join(here, '../engine/entry.ts') : join(here, 'engine.js')

let engine: Engine | undefined
/** Wrappers may pass on the interrupt that a terminal sent to us already: within this time it is one. */
const SAME_INTERRUPT_MS = 1000
let interruptedAt: number | undefined
const bar = progressBar(process.stderr)
const scratches: string[] = []

process.stderr.on('error', () => undefined)
process.on('exit', () => {
  for (const folder of scratches) rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    bar.clear()
    interruptedAt ??= performance.now()
    if (engine !== undefined && performance.now() - interruptedAt < SAME_INTERRUPT_MS) return engine.interrupt()
    engine?.kill()
    process.exit(EXIT.cancelled)
  })

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'proofline-'))
  scratches.push(folder)
  return folder
}

function note(text: string): void {
  bar.clear()
  process.stderr.write(`${text}\n`)
}

const out = sinkOf(process.stdout)
const sessionOf = (mode: { readonly json: boolean; readonly quiet: boolean }): Session => ({
  ...mode,
  out,
  version: packageJson.version,
  resources: join(here, '../../resources'),
  engine: () => (engine ??= new Engine(engineEntry, bar)),
  note,
  askPassphrase: promptHidden,
  scratch,
})

const code = await runProgram(process.argv.slice(2), commands, sessionOf)
bar.clear()
await engine?.close()
bar.clear() // closing may have shown the removal of what was cancelled
process.exitCode = code
