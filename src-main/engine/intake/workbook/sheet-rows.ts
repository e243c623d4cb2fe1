import { limitFault, malformedFault } from '../faults.ts'
import { dateText } from './date-formats.ts'
import type { Book } from './read-book.ts'
import type { Attributes, XmlHandlers } from './read-xml.ts'
import { CellText } from './shared-strings.ts'

/** Rows and columns of a sheet (Excel specifications and limits). */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
/** One row may be as long as an entry may be; beyond it nothing reads it. */
const LONGEST_ROW = 64 * 1024 * 1024

/** Turns the elements of a sheet (ECMA-376-1, 18.3.1) into lines of CSV. */
export class SheetRows implements XmlHandlers {
  readonly #strings: readonly string[]
  readonly #book: Book
  readonly #shown: string
  readonly #content: CellText
  #lines: string[] = []
  /** Characters of the lines not yet taken. */
  waiting = 0
  #row = 0
  #width = 0
  #rowChars = 0
  #cells: string[] = []
  #column = -1
  #cell: Attributes = {}

  constructor(strings: readonly string[], book: Book, shown: string) {
    this.#strings = strings
    this.#book = book
    this.#shown = shown
    this.#content = new CellText(shown)
  }

  readonly open = (name: string, attributes: Attributes): void => {
    this.#content.open(name)
    if (name === 'row') this.#openRow(attributes)
    if (name === 'c') this.#openCell(attributes)
  }

  readonly text = (text: string): void => {
    this.#content.add(text)
  }

  readonly close = (name: string): void => {
    this.#content.close(name)
    if (name === 'c') this.#closeCell()
    if (name === 'row') this.#closeRow()
  }

  /** The lines so far. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(Buffer.from(this.#lines.join('')))
    this.#lines = []
    this.waiting = 0
    return bytes
  }

  #openRow({ r }: Attributes): void {
    const row = r === undefined ? this.#row + 1 : Number(r)
    if (!(Number.isInteger(row) && row > this.#row && row <= MOST_ROWS))
      throw malformedFault(this.#shown, `its row after row ${this.#row} is out of order`)
    this.#push('\n'.repeat(row - this.#row - 1))
    this.#row = row
    this.#column = -1
    this.#rowChars = 0
    this.#cells = []
  }

  #openCell(attributes: Attributes): void {
    const column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r)
    if (!(column > this.#column && column < MOST_COLUMNS))
      throw malformedFault(this.#shown, `a cell of its row ${this.#row} is out of order`)
    while (this.#cells.length < column) this.#cells.push('')
    this.#column = column
    this.#cell = attributes
    this.#content.take()
  }

  #closeCell(): void {
    const text = csvCell(this.#textOf(this.#cell))
    this.#rowChars += text.length
    if (this.#rowChars > LONGEST_ROW)
      throw limitFault(this.#shown, `its row ${this.#row} is longer than 64 MiB`, 'Check what the sheet holds')
    this.#cells.push(text)
  }

  #closeRow(): void {
    this.#width = Math.max(this.#width, this.#cells.length)
    const isEmpty = this.#cells.every((cell) => cell === '')
    const padding = isEmpty ? 0 : this.#width - this.#cells.length
    this.#push(`${isEmpty ? '' : this.#cells.join(',')}${','.repeat(padding)}\n`)
  }

  #push(line: string): void {
    if (line === '') return
    this.#lines.push(line)
    this.waiting += line.length
  }

  /** Text of the cell that ends; a formula's is the value that Excel kept of it. */
  #textOf({ t = 'n', s }: Attributes): string {
    const value = this.#content.take()
    if (t === 's') return this.#shared(value)
    if (t === 'b' && value !== '') return value === '1' ? 'TRUE' : 'FALSE'
    return t === 'n' && value.trim() !== '' ? this.#number(value, s) : value
  }

  #number(value: string, format: string | undefined): string {
    const number = Number(value)
    if (!Number.isFinite(number)) return value
    const kind = this.#book.dateKinds.get(Number(format))
    return (kind && dateText(number, kind, this.#book.from1904)) ?? String(number)
  }

  #shared(value: string): string {
    if (value === '') return ''
    const text = this.#strings[Number(value)]
    if (text === undefined)
      throw malformedFault(this.#shown, `a cell of its row ${this.#row} names a text that the workbook does not hold`)
    return text
  }
}

/** Column of a reference such as `AB12`, from 0; -1 where it is none. */
function columnOf(reference: string): number {
  const [, letters = ''] = /^([A-Z]{1,3})\d{1,7}$/.exec(reference) ?? []
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
