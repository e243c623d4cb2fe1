import { inflateSync } from 'node:zlib'

/** What a font's codes stand for, and the hex digits of one: two in a font that is drawings, four in others. */
interface Font {
  readonly digits: 2 | 4
  readonly letters: ReadonlyMap<number, string>
}

const OBJECT = /(\d+) 0 obj\s([\s\S]*?)endobj/g
const STREAM = /stream\r?\n([\s\S]*?)\r?\nendstream/

/** Reads the words of a PDF that Chromium wrote, without spaces: no more of the format than that. */
export function pdfWords(pdf: Buffer): string {
  const objects = new Map([...pdf.toString('latin1').matchAll(OBJECT)].map(([, id = '', body = '']) => [id, body]))
  const fonts = new Map<string, Font>()
  const fontOf = (id: string): Font => {
    const body = objects.get(id) ?? ''
    const letters = lettersOf(streamOf(objects.get(refIn(body, 'ToUnicode')) ?? ''))
    const known = fonts.get(id) ?? { digits: body.includes('/Type3') ? 2 : 4, letters }
    fonts.set(id, known)
    return known
  }
  return [...objects.values()]
    .filter((body) => /\/Type\s*\/Page\b/.test(body))
    .map((page) => {
      const named = new Map(
        [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, fontOf(id)]),
      )
      return wordsOf(streamOf(objects.get(refIn(page, 'Contents')) ?? ''), named)
    })
    .join('')
    .replaceAll(/\s/g, '')
}

const refIn = (body: string, name: string): string => new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? ''

function streamOf(body: string): string {
  const bytes = Buffer.from(STREAM.exec(body)?.[1] ?? '', 'latin1')
  if (bytes.length === 0) return ''
  return (body.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

const text = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

const number = (hex = ''): number => Number.parseInt(hex, 16)

function lettersOf(cmap: string): Font['letters'] {
  const letters = new Map<number, string>()
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, to = ''] of block.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)>/gi))
      letters.set(number(glyph), text(to))
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, first] of block.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>/gi))
      for (let n = number(from); n <= number(to); n += 1)
        letters.set(n, String.fromCodePoint(number(first) + n - number(from)))
  return letters
}

// a font is taken, codes are drawn, or words stand instead of what is drawn until EMC
const PIECE = /\/(F\d+) [\d.]+ Tf|\/ActualText (?:\(((?:\\.|[^\\)])*)\)|<FEFF([0-9A-F]+)>)[\s\S]*?EMC|<([0-9A-F]+)>/gi

function wordsOf(content: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font | undefined
  let words = ''
  for (const [piece, , plain = '', wide = '', codes = ''] of content.matchAll(PIECE)) {
    // what is drawn in such a span may take another font, which holds after it too
    const taken = [...piece.matchAll(/\/(F\d+) [\d.]+ Tf/g)].at(-1)?.[1]
    if (taken !== undefined) font = fonts.get(taken)
    words += plain.replaceAll(/\\(.)/g, '$1') + text(wide) + drawn(codes, font)
  }
  return words.normalize('NFKD') // ligatures as their letters
}

function drawn(codes: string, font: Font | undefined): string {
  if (!font) return ''
  const each = codes.match(new RegExp(`.{${font.digits}}`, 'g')) ?? []
  return each.map((code) => font.letters.get(number(code)) ?? '').join('')
}
