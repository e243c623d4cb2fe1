import { ensureBuilt } from './build.mjs'
import { playwright, sumUp, vitest } from './runners.mjs'
import { setup } from './setup.mjs'

/** `npm test -- src-main/core` runs what stands there; paths below e2e belong to Playwright, all others to vitest. */
const args = process.argv.slice(2)
const options = args.filter((word) => word.startsWith('-'))
const paths = args.filter((word) => !word.startsWith('-'))
const flows = paths.filter((path) => /^(?:[.]\/)?e2e\b/.test(path))
const units = paths.filter((path) => !flows.includes(path))

setup({ system: true })
ensureBuilt()
const cases = []
if (units.length > 0 || flows.length === 0) cases.push(...vitest([...units, ...options]))
if (flows.length > 0 || units.length === 0) cases.push(...(await playwright([...flows, ...options])))
process.exitCode = sumUp(cases)
