import { SaxesParser, type SaxesTagNS } from 'saxes'

/** What is called for each part of an XML text, in order; a thrown error ends the reading. */
export interface XmlReader {
  readonly opened?: (tag: SaxesTagNS) => void
  readonly text?: (text: string) => void
  readonly closed?: (tag: SaxesTagNS) => void
}

/** Far beyond any manifest or signature: a signed workbook of ten thousand parts has some 60,000 elements. Provisional. */
const MOST = { bytes: 8 * 1024 * 1024, depth: 64, elements: 400_000, attributes: 64 }

/**
 * Reads a stranger's XML: UTF-8, well-formed, with no document type (so no entities but the five), bounded in size, depth and number
 * of elements. False where it is not that, or where the reader threw.
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): boolean {
  if (bytes.length > MOST.bytes) return false
  try {
    const parser = new SaxesParser({ xmlns: true })
    let depth = 0
    let elements = 0
    parser.on('doctype', () => parser.fail('a document type is not allowed'))
    parser.on('processinginstruction', () => parser.fail('a processing instruction is not allowed'))
    parser.on('opentag', (tag) => {
      if ((depth += 1) > MOST.depth || (elements += 1) > MOST.elements)
        throw new TypeError('too deep or too many elements')
      if (Object.keys(tag.attributes).length > MOST.attributes) throw new TypeError('too many attributes')
      reader.opened?.(tag)
    })
    parser.on('text', (text) => reader.text?.(text))
    parser.on('cdata', (text) => reader.text?.(text))
    parser.on('closetag', (tag) => {
      depth -= 1
      reader.closed?.(tag)
    })
    parser.on('error', (error) => {
      throw error
    })
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close()
    return true
  } catch {
    return false
  }
}
