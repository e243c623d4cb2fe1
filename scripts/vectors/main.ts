import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { notRun, type Judged, type Mechanism } from './mechanism.ts'
import { mechanisms } from './mechanisms/index.ts'

/** `npm run vectors [-- --dir DIR] [--json]`: every case of every mechanism through the code that the program uses. */
const { values } = parseArgs({
  options: { dir: { type: 'string', default: '../shared/vectors' }, json: { type: 'boolean', default: false } },
})
const dir = resolve(values.dir)
if (existsSync(dir)) await runAll()
else console.log(`There are no vectors at ${values.dir}: nothing was run. Name their folder with --dir.`)

async function runAll(): Promise<void> {
  const results: Record<string, { cases: number; right: number; wrong: Omit<Judged, 'right'>[] }> = {}
  for (const { name, run } of mechanisms) {
    const folder = join(dir, name)
    if (!existsSync(folder)) continue
    const judged = await judgedOf(run, folder)
    const wrong = judged.filter(({ right }) => !right)
    results[name] = {
      cases: judged.length,
      right: judged.length - wrong.length,
      wrong: wrong.map(({ case: which, want, got }) => ({ case: which, want, got })),
    }
  }
  if (values.json) console.log(JSON.stringify({ mechanisms: results }, null, 2))
  else print(results)
  if (Object.values(results).some(({ wrong }) => wrong.length > 0)) process.exitCode = 1
}

/** What stands outside of single cases (a missing list, a key of all of them) ends one mechanism and no other. */
async function judgedOf(run: Mechanism['run'], folder: string): Promise<Judged[]> {
  try {
    return await run(folder)
  } catch (error) {
    return [notRun('(the mechanism)', error)]
  }
}

function print(results: Record<string, { cases: number; right: number; wrong: Omit<Judged, 'right'>[] }>): void {
  console.log(`${'mechanism'.padEnd(24)}${'cases'.padStart(7)}${'right'.padStart(7)}${'wrong'.padStart(7)}`)
  for (const [name, { cases, right, wrong }] of Object.entries(results)) {
    console.log(
      `${name.padEnd(24)}${String(cases).padStart(7)}${String(right).padStart(7)}${String(wrong.length).padStart(7)}`,
    )
    for (const one of wrong) console.log(`    ${one.case}\n      want ${one.want}\n      got  ${one.got}`)
  }
}
