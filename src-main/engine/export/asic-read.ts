import type { SaxesTagNS } from 'saxes'
import { digestNamed } from '../crypto/xml-algorithms.ts'
import { readXml } from '../crypto/xml.ts'

/** A digest that a manifest states: hash by node's name, undefined where it is not supported; lower-case hex. */
export interface AsicDigest {
  readonly hash: string | undefined
  readonly digest: string
}

/** A signed manifest as read: the signature it names, and what it states of each path. */
export interface AsicManifest {
  readonly signature: string
  readonly references: ReadonlyMap<string, AsicDigest>
}

const ASIC = 'http://uri.etsi.org/02918/v1.2.1#'
const DSIG = 'http://www.w3.org/2000/09/xmldsig#'

interface Reading {
  signature: string | undefined
  readonly references: Map<string, AsicDigest>
  path: string | undefined
  algorithm: string | undefined
  value: string | undefined
}

/** Reads an ASiC manifest (EN 319 162-1, annex A.4) strictly; undefined where it is none, or could be read in two ways. */
export function readAsicManifest(bytes: Uint8Array): AsicManifest | undefined {
  const reading: Reading = {
    signature: undefined,
    references: new Map(),
    path: undefined,
    algorithm: undefined,
    value: undefined,
  }
  const whole = readXml(bytes, {
    opened: (tag) => opened(reading, tag),
    text: (text) => {
      if (reading.value !== undefined) reading.value += text
    },
    closed: (tag) => closed(reading, tag),
  })
  if (!whole) return undefined
  const { signature, references } = reading
  return signature === undefined || references.size === 0 ? undefined : { signature, references }
}

function opened(reading: Reading, { uri, local, attributes }: SaxesTagNS): void {
  const at = (name: string): string | undefined => attributes[name]?.value
  openers.get(`${uri}${local}`)?.(reading, at)
}

type Opener = (reading: Reading, at: (name: string) => string | undefined) => void

/** By namespace and name, which are a stranger's: a plain object would answer to `constructor` and its like. */
const openers: ReadonlyMap<string, Opener> = new Map([
  [
    `${ASIC}SigReference`,
    (reading, at) => {
      if (reading.signature !== undefined) throw new TypeError('two signatures')
      reading.signature = at('URI') ?? ''
    },
  ],
  [
    `${ASIC}DataObjectReference`,
    (reading, at) => {
      reading.path = decoded(at('URI') ?? '')
      reading.algorithm = undefined
    },
  ],
  [
    `${DSIG}DigestMethod`,
    (reading, at) => {
      reading.algorithm = at('Algorithm')
    },
  ],
  [
    `${DSIG}DigestValue`,
    (reading) => {
      reading.value = ''
    },
  ],
])

function closed(reading: Reading, { uri, local }: SaxesTagNS): void {
  if (uri !== DSIG || local !== 'DigestValue') return
  const { path, algorithm, value = '' } = reading
  if (path === undefined || reading.references.has(path)) throw new TypeError('a path stands twice')
  const digest = Buffer.from(value.replaceAll(/\s/g, ''), 'base64')
  reading.references.set(path, { hash: digestNamed(algorithm ?? '', digest.length), digest: digest.toString('hex') })
  reading.path = undefined
  reading.value = undefined
}

function decoded(uri: string): string {
  return uri.includes('%') ? decodeURIComponent(uri) : uri
}
