/** A row whose content is not what its hash says. `found` and `expected` are hashes. */
export interface Edit {
  readonly line: number
  readonly seq: number | undefined
  /** `hash` or `prev`: that member alone was changed, the content is whole. */
  readonly what: 'content' | 'hash' | 'prev'
  readonly expected: string | undefined
  readonly found: string | undefined
}

/** Such rows that stand one after the other; `first` and `last` count rows of the chain, from 1. */
export interface Stretch {
  readonly edits: Edit[]
  readonly first: number
  last: number
  lastLine: number
  lastSeq: number | undefined
}

/** Edits of one stretch that are kept one by one; a longer one is told as one. As for the open bundle. */
export const MOST_SINGLE = 99
const MOST_KEPT = 10_000

/** Keeps edits by stretches, in bounded memory. */
export class Edits {
  readonly stretches: Stretch[] = []
  /** Edits past the limit, counted and not kept. */
  further = 0
  #kept = 0

  add(edit: Edit, row: number): void {
    const last = this.stretches.at(-1)
    const room = this.#kept < MOST_KEPT
    if (last !== undefined && last.last === row - 1 && last.edits[0]?.what === edit.what) {
      last.last = row
      last.lastLine = edit.line
      last.lastSeq = edit.seq
      if (!room || last.edits.length > MOST_SINGLE) return
      last.edits.push(edit)
    } else if (room) {
      this.stretches.push({ edits: [edit], first: row, last: row, lastLine: edit.line, lastSeq: edit.seq })
    } else this.further += 1
    if (room) this.#kept += 1
  }

  /** The row before holds after all in another way: what was said of its hash is what was said of the row. */
  hashChanged(line: number): void {
    const last = this.stretches.at(-1)
    const edit = last?.edits.at(-1)
    if (last !== undefined && edit?.line === line) last.edits[last.edits.length - 1] = { ...edit, what: 'hash' }
  }
}

/** Whether the row that begins at a line is in one of the stretches; they stand in order. */
export function isEdited(stretches: readonly Stretch[], line: number): boolean {
  let [low, high] = [0, stretches.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const { edits, lastLine } = stretches[middle] ?? { edits: [], lastLine: 0 }
    if (line > lastLine) low = middle + 1
    else if (line < (edits[0]?.line ?? 0)) high = middle - 1
    else return true
  }
  return false
}
