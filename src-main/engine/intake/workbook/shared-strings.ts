import { limitFault } from '../faults.ts'
import type { Parts } from './parts.ts'
import { readXml } from './read-xml.ts'

/** What the texts of a workbook may take in memory, with what each costs beside its characters. Provisional: a third of an import's. */
const MOST_BYTES = 192 * 1024 * 1024
const COST = 40

/** The texts that cells name by number (ECMA-376-1, 18.4); rich text joined, phonetic guides left out. */
export async function sharedStrings(parts: Parts, part: string | undefined, signal?: AbortSignal): Promise<string[]> {
  const strings: string[] = []
  if (part === undefined) return strings
  const text = new CellText(parts.shown)
  let held = 0
  const close = (name: string): void => {
    text.close(name)
    if (name !== 'si') return
    const whole = text.take()
    held += whole.length + COST
    if (held > MOST_BYTES) throw tooMany(parts.shown)
    strings.push(whole)
  }
  const handlers = { open: (name: string) => text.open(name), text: (added: string) => text.add(added), close }
  for await (const _ of readXml(parts.read(part, signal), handlers, parts.shown)) void _
  return strings
}

/** Excel holds 32,767 characters in a cell; other writers may hold more. Provisional. */
const LONGEST_TEXT = 4 * 1024 * 1024

/** Collects what a cell holds: the text of its `t` elements, or its `v`. */
export class CellText {
  readonly #shown: string
  #text = ''
  #isText = false
  #guides = 0

  constructor(shown: string) {
    this.#shown = shown
  }

  open(name: string): void {
    if (name === 'rPh') this.#guides += 1
    this.#isText = name === 'v' || (name === 't' && this.#guides === 0)
  }

  add(text: string): void {
    if (!this.#isText) return
    this.#text += text
    if (this.#text.length > LONGEST_TEXT)
      throw limitFault(this.#shown, `a cell in it is over ${LONGEST_TEXT} characters`, 'Check what the sheet holds')
  }

  close(name: string): void {
    if (name === 'rPh') this.#guides -= 1
    this.#isText = false
  }

  take(): string {
    const text = this.#text
    this.#text = ''
    return unescaped(text)
  }
}

/** `_x000D_` stands for a character that XML has not (ECMA-376-1, 22.9.2.19). */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

const tooMany = (shown: string): Error =>
  limitFault(shown, `its texts take over ${MOST_BYTES} bytes`, 'Export the sheet as CSV and choose that')
