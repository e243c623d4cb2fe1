import { expect, test } from 'vitest'
import { asicManifest } from '../../core/pack/asic-manifest.ts'
import { readAsicManifest } from './asic-read.ts'

const digest = Buffer.alloc(32, 7)
const text = asicManifest([{ path: 'data/a.csv', digest: digest.toString('base64') }])
const withElement = (name: string): Uint8Array =>
  Buffer.from(text.replace('</asic:ASiCManifest>', `<${name} xmlns=""></${name}></asic:ASiCManifest>`))

// EN 319 162-1, annex A.4.3: a manifest may hold extensions, whose names are anybody's.
test.each(['extension', '__proto__', 'constructor', '__defineGetter__', 'valueOf'])(
  'an element named %s is passed over',
  (name) => {
    const read = readAsicManifest(withElement(name))
    expect(read?.references).toEqual(new Map([['data/a.csv', { hash: 'sha256', digest: digest.toString('hex') }]]))
  },
)
