import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { node24 } from './node.mjs'
import { at, project } from './run.mjs'
import { setup } from './setup.mjs'

/**
 * `npm run fuzz -- [MINUTES] [PATH…]`: tries every law on other cases than `npm test` does, pass after pass, each with a seed of its own,
 * until the time (10 minutes unless told) is over or a law is broken; then says the seed that breaks it again.
 */
const words = process.argv.slice(2)
const minutes = words.map(Number).find((number) => number > 0) ?? 10
const paths = words.filter((word) => !(Number(word) > 0))
setup()

const rooms = ['src-main', 'src-preload', 'src-renderer']
const files = rooms.flatMap((room) =>
  readdirSync(at(room), { recursive: true })
    .map((name) => join(room, name))
    .filter((name) => name.endsWith('.test.ts') && holdsLaw(name)),
)

/** Those of the formats stand in one file that the tests share. */
function holdsLaw(name) {
  return /from '(?:fast-check|[^']*\/run-vectors[.]ts)'/.test(readFileSync(at(name), 'utf8'))
}

const chosen = files.filter((name) => paths.length === 0 || paths.some((path) => name.startsWith(path)))
const end = performance.now() + minutes * 60_000
let passes = 0
for (; performance.now() < end; passes++) {
  const seed = randomInt(2 ** 31)
  const args = [at('node_modules/vitest/vitest.mjs'), 'run', '--reporter=dot', ...chosen]
  const env = { ...process.env, PROOFLINE_SEED: String(seed) }
  const { status } = spawnSync(node24(), args, { cwd: project, stdio: ['ignore', 'inherit', 'inherit'], env })
  if (status === 0) continue
  console.log(`Pass ${passes + 1} broke something. The same cases again: PROOFLINE_SEED=${seed} npm test -- PATH`)
  process.exit(1)
}
console.log(`${passes} passes over ${chosen.length} files, each with other cases: no law was broken.`)
