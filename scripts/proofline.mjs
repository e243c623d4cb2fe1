#!/usr/bin/env node
import { ensureBuilt, isBuilt } from './build.mjs'
import { node24 } from './node.mjs'
import { at, become } from './run.mjs'
import { setup } from './setup.mjs'

setup()
if (!isBuilt()) ensureBuilt()
become(node24(), [at('out/main/cli.js'), ...process.argv.slice(2)])
