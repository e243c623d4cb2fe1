import { hash } from 'node:crypto'
import type { Mask } from '../../core/formats/format.ts'
import { maskText } from '../../core/mask/mask-text.ts'
import { flagBit, termFields } from '../../core/record/record.ts'

const LONGEST_TERM = 8192
const MOST_TERMS = 200_000
/** Actors whose last line is remembered, and the longest text that is: together at most some 70 MB, in practice 4. */
const MOST_ACTORS = 8192
const LONGEST_REMEMBERED = 512
const MASKED = flagBit('masked')
const CUT = flagBit('cut')

/** What each term field held when it was last looked up, with the local id of that. */
interface LastLine {
  readonly texts: string[]
  readonly ids: number[]
}

/** The terms of one parser thread: local ids in order of first appearance, from 1. */
export class LocalTerms {
  readonly #mask: Mask
  readonly #ids = new Map<string, number>()
  /** Flags that come with a term, by local id. */
  #flags: number[] = [0]
  /** The last line of each actor: in most fields the next one says the same, and comparing is far quicker than the dictionary. */
  readonly #lastLines = new Map<string, LastLine>()
  #actor: string | undefined
  #last = newLine()
  #newTerms: string[] = []

  constructor(mask: Mask) {
    this.#mask = mask
  }

  /** Strings that got their ids from here on are added to `newTerms`; answers whether ids begin at 1 again. */
  begin(newTerms: string[]): boolean {
    this.#newTerms = newTerms
    const reset = this.#ids.size > MOST_TERMS
    if (reset) {
      this.#ids.clear()
      this.#flags = [0]
      this.#lastLines.clear()
      this.#actor = undefined
    }
    return reset
  }

  /** The next line is one of this actor. */
  lineOf(actor: string): void {
    if (actor === this.#actor) return
    this.#actor = actor
    this.#last = this.#lastLines.get(actor) ?? this.#firstLine(actor)
  }

  /** The local id of what the field at this place of `termFields` says. */
  idOf(field: number, text: string): number {
    const { texts, ids } = this.#last
    if (texts[field] === text) return ids[field] ?? 0
    const id = this.#ids.get(text) ?? this.#add(text)
    if (text.length > LONGEST_REMEMBERED) return id
    texts[field] = text
    ids[field] = id
    return id
  }

  flagsOf(id: number): number {
    return this.#flags[id] ?? 0
  }

  /** Text that hardly repeats, as a term would hold it. */
  shown(text: string): string {
    return cutTerm(maskText(text, this.#mask).text)
  }

  #firstLine(actor: string): LastLine {
    if (this.#lastLines.size >= MOST_ACTORS) this.#lastLines.clear()
    const line = newLine()
    this.#lastLines.set(actor, line)
    return line
  }

  /** Masking and cutting happen once a distinct value, before it can become a term. */
  #add(text: string): number {
    const { text: safe, masked } = maskText(text, this.#mask)
    const term = cutTerm(safe)
    const id = this.#flags.length
    this.#flags.push((masked.length > 0 ? MASKED : 0) | (term === safe ? 0 : CUT))
    this.#ids.set(text, id)
    this.#newTerms.push(term)
    return id
  }
}

/** No field is looked up with '', so it stands for nothing yet. */
const newLine = (): LastLine => ({ texts: termFields.map(() => ''), ids: termFields.map(() => 0) })

/** Of a value over 8 KiB the first 8 KiB stay, with length and SHA-256 of the whole; the original has all. */
function cutTerm(text: string): string {
  if (text.length <= LONGEST_TERM) return text
  return `${text.slice(0, LONGEST_TERM).toWellFormed()}… [${text.length} characters, SHA-256 ${hash('sha256', text, 'hex')}]`
}
