// Fails where a package of the lock file carries a licence outside the allow list of licences.json, or none.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const { allowed, exceptions } = JSON.parse(readFileSync(new URL('licences.json', import.meta.url), 'utf8'))
const own = process.env.npm_execpath ?? ''
const npm = own.endsWith('npm-cli.js') ? [process.execPath, [own]] : ['npm', []]
const bill = JSON.parse(
  execFileSync(npm[0], [...npm[1], 'sbom', '--sbom-format=cyclonedx', '--loglevel=error'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  }),
)

/** SPDX: every part of an AND, one part of an OR. */
function holds(expression) {
  const bare = expression.replace(/^[(](.*)[)]$/, '$1')
  if (bare.includes(' AND ')) return bare.split(' AND ').every(holds)
  return bare.split(' OR ').some((one) => allowed.includes(one))
}

/** What the bill of materials states, else the manifest of the installed package. */
function licenceOf({ licenses = [], properties = [] }) {
  const stated = licenses
    .map(({ license, expression }) => expression ?? license?.id ?? license?.name)
    .filter(Boolean)
    .join(' AND ')
  if (stated) return stated
  const path = properties.find(({ name }) => name === 'cdx:npm:package:path')?.value
  const manifest =
    path && existsSync(`${path}/package.json`) ? JSON.parse(readFileSync(`${path}/package.json`, 'utf8')) : {}
  return (typeof manifest.license === 'string' ? manifest.license : manifest.license?.type) ?? ''
}

const faults = bill.components
  .map((component) => ({
    name: [component.group, component.name].filter(Boolean).join('/'),
    version: component.version,
    licence: licenceOf(component),
  }))
  .filter(({ name, licence }) => !(name in exceptions) && !holds(licence))
for (const { name, version, licence } of faults) console.log(`${name}@${version}: ${licence || 'no licence stated'}`)
console.log(`${bill.components.length} packages, ${faults.length} outside the allow list`)
process.exitCode = faults.length > 0 ? 1 : 0
