import { ensureBuilt } from './build.mjs'
import { node24 } from './node.mjs'
import { at, become } from './run.mjs'
import { setup } from './setup.mjs'

setup()
ensureBuilt()
become(node24(), [at('scripts/conformance/main.ts'), ...process.argv.slice(2)])
