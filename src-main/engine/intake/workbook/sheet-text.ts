import { refuseBomb } from '../decompress.ts'
import type { Chunks } from '../source.ts'
import type { Parts } from './parts.ts'
import type { Book, Sheet } from './read-book.ts'
import { readXml } from './read-xml.ts'
import { sharedStrings } from './shared-strings.ts'
import { SheetRows } from './sheet-rows.ts'

/** Characters collected before they are handed on. */
const PIECE = 256 * 1024

/**
 * A sheet as CSV (RFC 4180, with LF, UTF-8): row n is line n where no cell holds a line end, rows that are not there are empty lines, and a
 * row is as wide as the widest before it. Read as a stream; only the workbook's texts are held.
 */
export async function* sheetText(
  parts: Parts,
  sheet: Sheet,
  book: Book,
  { receivedBytes, signal }: { readonly receivedBytes: number; readonly signal?: AbortSignal | undefined },
): Chunks {
  const strings = await sharedStrings(parts, book.stringsPart, signal)
  const rows = new SheetRows(strings, book, parts.shown)
  let textBytes = 0
  for await (const _ of readXml(parts.read(sheet.part, signal), rows, parts.shown)) {
    void _
    if (rows.waiting < PIECE) continue
    const bytes = rows.take()
    textBytes += bytes.length
    refuseBomb(textBytes, receivedBytes, parts.shown, parts.limits)
    yield bytes
  }
  const rest = rows.take()
  if (rest.length > 0) yield rest
}
