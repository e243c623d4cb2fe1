import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeSample } from './make.ts'

const sample = resolve(import.meta.dirname, '..', '..', 'resources', 'sample')
const { values } = parseArgs({
  options: { out: { type: 'string', default: sample }, 'new-key': { type: 'boolean', default: false } },
})
await makeSample({ out: resolve(values.out), kept: sample, newKey: values['new-key'] })
