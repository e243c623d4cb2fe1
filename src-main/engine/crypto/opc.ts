import { readXml } from './xml.ts'

/** Namespaces and relationship types of ISO/IEC 29500-2. */
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'

/** Content type of a signature part (ISO/IEC 29500-2, annex F). */
export const SIGNATURE_TYPE = 'application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml'
/** Relationship to the origin of all signatures. */
export const ORIGIN_TYPE = 'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin'

/** One relationship of a part to another, or to something outside. */
export interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly mode: string
}

/** Reads a `.rels` part; undefined where it cannot be read in one way. */
export function readRelationships(bytes: Uint8Array): Relationship[] | undefined {
  const found = new Map<string, Relationship>()
  const read = readXml(bytes, {
    opened: ({ uri, local, attributes }) => {
      if (uri !== RELATIONSHIPS || local !== 'Relationship') return
      const at = (name: string): string | undefined => attributes[name]?.value
      const id = at('Id') ?? ''
      if (id === '' || found.has(id)) throw new TypeError('a relationship without or with a doubled Id')
      found.set(id, { id, type: at('Type') ?? '', target: at('Target') ?? '', mode: at('TargetMode') ?? 'Internal' })
    },
  })
  return read ? [...found.values()] : undefined
}

/** What the relationships transform makes of those chosen (ISO/IEC 29500-2, 13.2.4.24), canonical: the text that is digested. */
export function transformed(chosen: readonly Relationship[]): string {
  const sorted = chosen.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
  const inside = sorted.map(
    ({ id, target, mode, type }) =>
      `<Relationship Id="${escaped(id)}" Target="${escaped(target)}" TargetMode="${escaped(mode)}" Type="${escaped(type)}"></Relationship>`,
  )
  return `<Relationships xmlns="${RELATIONSHIPS}">${inside.join('')}</Relationships>`
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
/** An attribute's value as Canonical XML 1.0 writes it (2.3). */
const escaped = (text: string): string => text.replaceAll(/[&<"\t\n\r]/g, (char) => escapes[char] ?? char)

function put(into: Map<string, string>, key: string | undefined, type: string | undefined): void {
  if (key === undefined || type === undefined || into.has(key.toLowerCase())) throw new TypeError('a type stands twice')
  into.set(key.toLowerCase(), type)
}

/** `[Content_Types].xml`: the type of each part, by its own name or its ending; undefined where it cannot be read in one way. */
export function readContentTypes(bytes: Uint8Array): ((name: string) => string | undefined) | undefined {
  const byName = new Map<string, string>()
  const byEnding = new Map<string, string>()
  const read = readXml(bytes, {
    opened: ({ uri, local, attributes }) => {
      if (uri !== CONTENT_TYPES) return
      const type = attributes['ContentType']?.value
      if (local === 'Override') put(byName, attributes['PartName']?.value.replace(/^\//, ''), type)
      if (local === 'Default') put(byEnding, attributes['Extension']?.value, type)
    },
  })
  if (!read) return undefined
  return (name) => byName.get(name.toLowerCase()) ?? byEnding.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
}
