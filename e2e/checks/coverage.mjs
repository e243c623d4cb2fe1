// Fails where the tests reach less than 95 % of the branches of core. Reads the summary that vitest has just written.
import { existsSync, readFileSync } from 'node:fs'

const LEAST = 95
const file = new URL('../../coverage/coverage-summary.json', import.meta.url)
if (!existsSync(file)) throw new Error('There is no coverage summary: the tests did not come to their end.')
const summary = JSON.parse(readFileSync(file, 'utf8'))
const { total, ...files } = summary
const { pct } = total.branches
const least = Object.entries(files)
  .map(([path, { branches }]) => ({
    path: path.slice(path.indexOf('src-main')),
    open: branches.total - branches.covered,
  }))
  .filter(({ open }) => open > 0)
  .toSorted((a, b) => b.open - a.open)
for (const { path, open } of least.slice(0, 12)) console.log(`${path}: ${open} branches not reached`)
console.log(`core: ${pct} % of branches, at least ${LEAST} %`)
if (typeof pct !== 'number' || pct < LEAST) process.exitCode = 1
