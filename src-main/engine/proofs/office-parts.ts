import { createHash } from 'node:crypto'
import type { Check } from '../../core/verify/check.ts'
import { isWeakDigest } from '../../core/verify/digest-list.ts'
import type { SignedPart } from '../crypto/opc-manifest.ts'
import { ORIGIN_TYPE, readRelationships, transformed, type Relationship } from '../crypto/opc.ts'
import { broken, counted, held, missing, open, seen } from '../verify/findings.ts'
import type { Beside } from './proof.ts'
import { digestsBeside, smallBeside, whyUnread } from './read-beside.ts'

const MOST_RELS_BYTES = 8 * 1024 * 1024
const CONTENT_TYPES = '[Content_Types].xml'
/** What Office leaves out of its signatures: properties of the document, its thumbnail, the signatures themselves. */
const LEFT_OUT = /\/(metadata\/)?(core|extended|custom)-properties$|\/metadata\/thumbnail$/

/** An Office document while it is judged: its parts by lower-case name, since names differ in capitals only by mistake. */
export interface Office {
  readonly shown: string
  readonly files: Beside
  readonly byName: ReadonlyMap<string, string>
  readonly typeOf: (name: string) => string | undefined
  readonly signal?: AbortSignal | undefined
}

/** The name in the package of a part that a reference names, where it is there. */
function actualName({ byName }: Office, part: string): string | undefined {
  const name = part.slice(1)
  return byName.get(name.toLowerCase()) ?? byName.get(decoded(name).toLowerCase())
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Every part that one signature names against what it states of it; which parts held is left in `covered`. */
export async function* checkParts(
  office: Office,
  parts: readonly SignedPart[],
  covered: Set<string>,
): AsyncGenerator<Check> {
  let strong = 0
  let weak = 0
  for (const stated of parts) {
    const name = actualName(office, stated.part)
    const check = name === undefined ? absent(office, stated) : await checkPart(office, name, stated)
    if (name !== undefined) covered.add(name)
    if (check) yield check
    else if (stated.hash !== undefined && isWeakDigest(stated.hash)) weak += 1
    else strong += 1
  }
  if (strong > 0)
    yield {
      ...held('office.part', strong, `as they were signed: ${counted(strong, 'part')} of ${office.shown}`),
      file: office.shown,
    }
  if (weak > 0) {
    const message = `as they were signed, but by SHA-1 or MD5, which can be forged: ${counted(weak, 'part')} of ${office.shown}`
    yield {
      ...open('office.part', message, 'a signature with SHA-256'),
      state: 'weak',
      file: office.shown,
      covered: weak,
    }
  }
}

const fileOf = ({ shown }: Office, part: string): string => `${shown}!${part.replace(/^\//, '')}`

const absent = (office: Office, { part, digest }: SignedPart): Check =>
  missing(fileOf(office, part), `${fileOf(office, part)} was signed and is missing`, digest)

async function checkPart(office: Office, name: string, stated: SignedPart): Promise<Check | undefined> {
  const file = fileOf(office, name)
  const { hash, digest, contentType, relationships } = stated
  if (hash === undefined) {
    const message = `${file} is signed in a way that is not supported`
    return {
      ...open('office.part', message, 'a signature of the profile that Office writes'),
      state: 'unsupported',
      file,
    }
  }
  try {
    if (relationships) return await checkRelationships(office, name, stated)
    if (office.typeOf(name) !== contentType) {
      return broken('office.part', `${file} was signed as another type of content`, {
        file,
        kind: 'edited',
        expected: contentType,
        found: office.typeOf(name),
      })
    }
    const found = (await digestsBeside(office.files, name, [hash], office.signal)).get(hash)
    if (found === digest) return undefined
    return broken('office.part', `${file} was changed after it was signed`, {
      file,
      kind: 'edited',
      expected: digest,
      found,
    })
  } catch (error) {
    return broken('office.part', whyUnread(error), { file, kind: 'malformed' })
  }
}

/** Signed are the relationships that the signature chooses; any other may be added without breaking it, and is told. */
async function checkRelationships(office: Office, name: string, stated: SignedPart): Promise<Check | undefined> {
  const file = fileOf(office, name)
  const bytes = await smallBeside(office.files, name, MOST_RELS_BYTES)
  const all = bytes && readRelationships(bytes)
  if (!all)
    return broken('office.part', `${file} holds no relationships that can be read in one way`, {
      file,
      kind: 'malformed',
    })
  const chosen = all.filter((one) => isChosen(one, stated))
  const hash = stated.hash ?? 'sha256'
  const found = createHash(hash).update(transformed(chosen)).digest('hex')
  if (found !== stated.digest) {
    return broken('office.part', `the signed relationships of ${file} were changed`, {
      file,
      kind: 'edited',
      expected: stated.digest,
      found,
    })
  }
  const isExtra = (one: Relationship): boolean =>
    !isChosen(one, stated) && !LEFT_OUT.test(one.type) && one.type !== ORIGIN_TYPE
  if (!all.some(isExtra)) return undefined
  const message = `${file} holds a relationship that the signature does not cover: it may have been added later`
  return { ...open('office.covered', message, 'a signature that covers it'), file }
}

const isChosen = ({ id, type }: Relationship, { relationships }: SignedPart): boolean =>
  relationships !== undefined && (relationships.ids.has(id) || relationships.types.has(type))

/** Parts that no signature names: properties are left out by habit, anything else may have been added later. */
export function* checkUncovered({ shown, files }: Office, covered: ReadonlySet<string>): Generator<Check> {
  const outside = files.paths.filter(
    (name) => !covered.has(name) && name !== CONTENT_TYPES && !/^_xmlsignatures\//i.test(name),
  )
  const properties = outside.filter((name) => /^docProps\//i.test(name))
  if (properties.length > 0) {
    yield seen(
      'office.covered',
      `no signature covers the document's properties: ${properties.slice(0, 5).join(', ')}`,
      shown,
    )
  }
  for (const name of outside.filter((one) => !properties.includes(one)).slice(0, 1000)) {
    const file = `${shown}!${name}`
    const message = `${file} is covered by no signature: it may have been added later`
    yield { ...open('office.covered', message, 'a signature that covers it'), file, kind: 'inserted' }
  }
}
