import { node24 } from './node.mjs'
import { at, become } from './run.mjs'
import { setup } from './setup.mjs'

setup()
become(node24(), [at('scripts/vectors/main.ts'), ...process.argv.slice(2)])
