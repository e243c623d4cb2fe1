import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fields } from './compare.ts'
import { oracles } from './oracles/index.ts'
import { type SystemResult, runSystem } from './run-system.ts'

/** `npm run conformance [-- --dir DIR] [--json] [--only NAME]`: every folder of the corpus through the command line, held against its expectations. */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '../shared/corpus' },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
})
/** Lines printed of each kind, unless all are asked for with --all. */
const MOST = 5
const dir = resolve(values.dir)
if (existsSync(dir)) runAll()
else console.log(`There is no corpus at ${values.dir}: nothing was compared. Name its folder with --dir.`)

function runAll(): void {
  const systems: Record<string, SystemResult> = {}
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (!entry.isDirectory() || (values.only !== undefined && entry.name !== values.only)) continue
    systems[entry.name] = runSystem(
      join(dir, entry.name),
      entry.name,
      oracles.find(({ folder }) => folder === entry.name),
    )
  }
  if (values.json) console.log(JSON.stringify({ systems }, null, 2))
  else for (const [name, result] of Object.entries(systems)) print(name, result)
  if (!values.json) printUnmet(Object.values(systems))
}

function print(name: string, result: SystemResult): void {
  const { files, lines, records, paired, duplicates, rejected, refused, agreement, labels } = result
  console.log(`\n${name}  (${result.formats.join(', ') || 'nothing recognised'})`)
  console.log(
    `  ${files} files, ${lines} lines = ${records} records + ${paired} paired + ${duplicates} duplicates + ${rejected} rejected; ${refused.length} refused${labels > 0 ? `; ${labels} labels read` : ''}`,
  )
  const shares = fields.map((field) => `${field} ${shareOf(agreement[field])}`)
  console.log(`  agreement: ${shares.join(', ')}`)
  some(refused, ({ path, message }) => `refused ${path}: ${message}`)
  some(result.rejections, ({ file, line, reason }) => `rejected ${file}:${line}: ${reason}`)
  if (result.unmet.length > 0)
    console.log(`  ${result.unmet.length} of ${result.expectations} expectations meet no record and are not compared`)
  some(result.unmet, ({ file, line, why }) => `not compared ${file}:${line ?? '?'}: ${why}`)
  some(
    result.differences,
    ({ file, line, field, want, got }) => `${file}:${line} ${field}: want ${want}, got ${got || 'nothing'}`,
  )
}

function printUnmet(results: readonly SystemResult[]): void {
  const expectations = results.reduce((sum, result) => sum + result.expectations, 0)
  const whys = results.flatMap(({ unmet }) => unmet.map(({ why }) => why))
  const counts = [...new Set(whys)].map((one) => `${one}: ${whys.filter((why) => why === one).length}`)
  console.log(
    `\n${expectations} expectations, ${whys.length} meet no record${counts.length > 0 ? ` (${counts.join('; ')})` : ''}`,
  )
}

function some<T>(list: readonly T[], line: (one: T) => string): void {
  for (const one of values.all ? list : list.slice(0, MOST)) console.log(`    ${line(one)}`)
  if (!values.all && list.length > MOST) console.log(`    … ${list.length - MOST} more (--all)`)
}

function shareOf({ compared, agreed }: { readonly compared: number; readonly agreed: number }): string {
  return compared === 0 ? 'not compared' : `${agreed}/${compared}`
}
