import { SaxesParser, type SaxesTagNS } from 'saxes'
import { SHA256_URI } from '../../core/pack/asic-manifest.ts'

/** A signed manifest as read: the signature it names, and SHA-256 in hex by path, undefined for other digests. */
export interface AsicManifest {
  readonly signature: string
  readonly references: ReadonlyMap<string, string | undefined>
}

const ASIC = 'http://uri.etsi.org/02918/v1.2.1#'
const DSIG = 'http://www.w3.org/2000/09/xmldsig#'

interface Reading {
  signature: string | undefined
  readonly references: Map<string, string | undefined>
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
  try {
    const parser = new SaxesParser({ xmlns: true })
    parser.on('doctype', () => parser.fail('a document type is not allowed'))
    parser.on('opentag', (tag) => opened(reading, tag))
    parser.on('text', (text) => {
      if (reading.value !== undefined) reading.value += text
    })
    parser.on('closetag', (tag) => closed(reading, tag))
    parser.on('error', (error) => {
      throw error
    })
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close()
  } catch {
    return undefined
  }
  const { signature, references } = reading
  return signature === undefined || references.size === 0 ? undefined : { signature, references }
}

function opened(reading: Reading, { uri, local, attributes }: SaxesTagNS): void {
  const at = (name: string): string | undefined => attributes[name]?.value
  openers[`${uri}${local}`]?.(reading, at)
}

const openers: Readonly<Record<string, (reading: Reading, at: (name: string) => string | undefined) => void>> = {
  [`${ASIC}SigReference`]: (reading, at) => {
    if (reading.signature !== undefined) throw new TypeError('two signatures')
    reading.signature = at('URI') ?? ''
  },
  [`${ASIC}DataObjectReference`]: (reading, at) => {
    reading.path = decoded(at('URI') ?? '')
    reading.algorithm = undefined
  },
  [`${DSIG}DigestMethod`]: (reading, at) => {
    reading.algorithm = at('Algorithm')
  },
  [`${DSIG}DigestValue`]: (reading) => {
    reading.value = ''
  },
}

function closed(reading: Reading, { uri, local }: SaxesTagNS): void {
  if (uri !== DSIG || local !== 'DigestValue') return
  const { path, algorithm, value = '' } = reading
  if (path === undefined || reading.references.has(path)) throw new TypeError('a path stands twice')
  const digest = Buffer.from(value.replaceAll(/\s/g, ''), 'base64')
  reading.references.set(path, algorithm === SHA256_URI && digest.length === 32 ? digest.toString('hex') : undefined)
  reading.path = undefined
  reading.value = undefined
}

function decoded(uri: string): string {
  return uri.includes('%') ? decodeURIComponent(uri) : uri
}
