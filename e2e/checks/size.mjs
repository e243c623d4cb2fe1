// Fails where a part of out/ has grown by more than a tenth past the recorded size; `--record` writes the present sizes.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

const ROOM = 1.1
const record = fileURLToPath(new URL('size.json', import.meta.url))
const out = fileURLToPath(new URL('../../out/', import.meta.url))

function bytes(path) {
  const own = statSync(path)
  return own.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0) : own.size
}

const kilobytes = (part) => Math.ceil(bytes(join(out, part)) / 1000)
const found = { window: kilobytes('renderer'), preload: kilobytes('preload'), engine: kilobytes('main') }

if (process.argv.includes('--record')) writeFileSync(record, `${JSON.stringify(found, null, 2)}\n`)
const allowed = JSON.parse(readFileSync(record, 'utf8'))
for (const [part, size] of Object.entries(found)) {
  const over = size > (allowed[part] ?? 0) * ROOM
  console.log(`${part}: ${size} kB, recorded ${allowed[part] ?? 'nothing'} kB${over ? ': too large' : ''}`)
  if (over) process.exitCode = 1
}
