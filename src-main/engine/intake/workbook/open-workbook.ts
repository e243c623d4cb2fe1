import { wrongPath } from '../../../core/bundle/relative-path.ts'
import { malformedFault } from '../faults.ts'
import type { StreamLayer } from '../layers.ts'
import type { IntakeLimits } from '../limits.ts'
import { memberReadBy, refusalOf } from '../member.ts'
import type { Member, Received, RefusedMember } from '../member.ts'
import type { Source } from '../source.ts'
import type { ZipEntry } from '../zip-directory.ts'
import { partsOf } from './parts.ts'
import type { Parts } from './parts.ts'
import { readBook } from './read-book.ts'
import type { Book, Sheet } from './read-book.ts'
import { sheetText } from './sheet-text.ts'

export interface FoundWorkbook {
  readonly archive: Source
  readonly entries: readonly ZipEntry[]
  readonly received: Received
  readonly layers: readonly StreamLayer[]
  readonly limits: IntakeLimits
}

/** The sheets of a workbook as members `book.xlsx!Sheet`, hidden ones too, in its order; their text is CSV. */
export async function* openWorkbook(found: FoundWorkbook): AsyncGenerator<Member | RefusedMember> {
  const { received, archive, entries, limits } = found
  const parts = partsOf(archive, entries, received.path, limits)
  const book = await readBook(parts)
  for (const sheet of book.sheets) {
    const wrong = wrongWith(sheet, book, parts)
    const fault = malformedFault(received.path, `the sheet ${JSON.stringify(sheet.name.slice(0, 200))} ${wrong}`)
    if (wrong === undefined) yield sheetMember(sheet, book, parts, found)
    else yield { ...refusalOf(fault, received.path, received.root), received }
  }
}

function wrongWith(sheet: Sheet, book: Book, parts: Parts): string | undefined {
  if (!parts.has(sheet.part)) return 'is not in the file'
  if (book.sheets.filter(({ name }) => name === sheet.name).length > 1) return 'stands in it twice'
  return wrongPath(sheet.name)
}

/** The received bytes are those of the whole file: its digest is what a sender can state. */
function sheetMember(sheet: Sheet, book: Book, parts: Parts, { received, layers }: FoundWorkbook): Member {
  const path = `${received.path}!${sheet.name}`
  const member = memberReadBy(received, [...layers, 'xlsx'], async function* read(onReceived, signal) {
    if (onReceived) for await (const chunk of received.read(signal)) onReceived(chunk)
    yield* sheetText({ ...parts, shown: path }, sheet, book, { receivedBytes: received.sizeBytes, signal })
  })
  return { ...member, path }
}
