import { mkdirSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { at } from './run.mjs'
import { playwright, sumUp } from './runners.mjs'
import { setup } from './setup.mjs'

/** The pictures of the documents, made from the shipped sample with the real program. */
setup({ system: true })
ensureBuilt()
const folder = at('docs/screenshots')
mkdirSync(folder, { recursive: true })
process.exitCode = sumUp(
  await playwright(['--config', at('e2e/screenshots/playwright.config.ts')], { PROOFLINE_SCREENSHOTS: folder }),
)
