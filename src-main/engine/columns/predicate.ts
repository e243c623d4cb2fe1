import { FaultError } from '../../contract/fault.ts'
import type { Column } from './chunk.ts'

/** A query over columns. Positions are places in the order of the case; values are those of the column. */
export type Predicate =
  | { readonly is: 'all' }
  | { readonly is: 'none' }
  | { readonly is: 'and'; readonly of: readonly Predicate[] }
  | { readonly is: 'or'; readonly of: readonly Predicate[] }
  | { readonly is: 'not'; readonly of: Predicate }
  | { readonly is: 'positions'; readonly from: number; readonly to: number }
  | { readonly is: 'between'; readonly column: Column; readonly least: number; readonly most: number }
  /** `table[value]` is 1 where the value belongs to the set; values beyond it do not. */
  | { readonly is: 'among'; readonly column: Column; readonly table: Uint8Array }
  | { readonly is: 'bits'; readonly column: Column; readonly bits: number }

/** Positions looked at together: their marks stay in the processor's first caches; provisional. */
export const BLOCK = 32_768

/** Marks of one block: a byte a position, 1 where it may still match; joined four at a time as words. */
export interface Marks {
  readonly bytes: Uint8Array
  readonly words: Uint32Array
}

export function newMarks(): Marks {
  const bytes = new Uint8Array(BLOCK)
  return { bytes, words: new Uint32Array(bytes.buffer) }
}

/** The positions of one block, marked. */
interface Block {
  readonly start: number
  readonly length: number
}

/** Evaluates a predicate block by block; scratch space is kept from block to block. */
export class Evaluator {
  readonly #scratch: Marks[] = []

  /** Clears the marks of positions that do not match; marks beyond the block's length are 0 and stay so. */
  refine(one: Predicate, block: Block, marks: Marks, depth = 0): void {
    switch (one.is) {
      case 'all':
        return
      case 'none':
        marks.words.fill(0)
        return
      case 'and':
        for (const member of one.of) {
          this.refine(member, block, marks, depth)
          if (!marks.bytes.includes(1)) return
        }
        return
      case 'or':
        return this.#either(one.of, block, marks, depth)
      case 'not':
        return this.#without(one.of, block, marks, depth)
      default:
        refineLeaf(one, block, marks.bytes.subarray(0, block.length))
    }
  }

  #either(members: readonly Predicate[], block: Block, marks: Marks, depth: number): void {
    const found = this.#space(depth * 2)
    const tried = this.#space(depth * 2 + 1)
    found.words.fill(0)
    for (const member of members) {
      if (member.is === 'among') {
        const values = member.column.subarray(block.start, block.start + block.length)
        alsoAmong(values, member.table, found.bytes.subarray(0, block.length))
      } else {
        tried.words.set(marks.words)
        this.refine(member, block, tried, depth + 1)
        for (let i = 0; i < found.words.length; i++) found.words[i] = (found.words[i] ?? 0) | (tried.words[i] ?? 0)
      }
    }
    for (let i = 0; i < marks.words.length; i++) marks.words[i] = (marks.words[i] ?? 0) & (found.words[i] ?? 0)
  }

  #without(member: Predicate, block: Block, marks: Marks, depth: number): void {
    const tried = this.#space(depth * 2)
    tried.words.set(marks.words)
    this.refine(member, block, tried, depth + 1)
    for (let i = 0; i < marks.words.length; i++) marks.words[i] = (marks.words[i] ?? 0) ^ (tried.words[i] ?? 0)
  }

  #space(index: number): Marks {
    return (this.#scratch[index] ??= newMarks())
  }
}

type Leaf = Extract<Predicate, { is: 'positions' | 'between' | 'among' | 'bits' }>

function refineLeaf(leaf: Leaf, { start }: Block, marks: Uint8Array): void {
  if (leaf.is === 'positions') {
    const from = clamp(leaf.from - start, marks.length)
    marks.fill(0, 0, from)
    marks.fill(0, Math.max(from, clamp(leaf.to - start, marks.length)))
    return
  }
  const values = leaf.column.subarray(start, start + marks.length)
  if (leaf.is === 'among') among(values, leaf.table, marks)
  else if (leaf.is === 'bits') withBits(values, leaf.bits, marks)
  else between(values, leaf, marks)
}

const clamp = (at: number, length: number): number => Math.min(length, Math.max(0, at))

/** One loop for each type of array: a loop that meets several types runs several times slower. */
function among(values: Column, table: Uint8Array, marks: Uint8Array): void {
  if (values instanceof Uint8Array) among8(values, table, marks)
  else if (values instanceof Uint16Array) among16(values, table, marks)
  else amongWide(values, table, marks)
}

function among8(values: Uint8Array, table: Uint8Array, marks: Uint8Array): void {
  for (let i = 0; i < marks.length; i++) marks[i] = (marks[i] ?? 0) & (table[values[i] ?? 0] ?? 0)
}

function among16(values: Uint16Array, table: Uint8Array, marks: Uint8Array): void {
  for (let i = 0; i < marks.length; i++) marks[i] = (marks[i] ?? 0) & (table[values[i] ?? 0] ?? 0)
}

function amongWide(values: Column, table: Uint8Array, marks: Uint8Array): void {
  for (let i = 0; i < marks.length; i++) marks[i] = (marks[i] ?? 0) & (table[values[i] ?? 0] ?? 0)
}

/** Marks what a set holds, beside what is marked already. */
function alsoAmong(values: Column, table: Uint8Array, found: Uint8Array): void {
  if (values instanceof Uint8Array)
    for (let i = 0; i < found.length; i++) found[i] = (found[i] ?? 0) | (table[values[i] ?? 0] ?? 0)
  else alsoAmongWide(values, table, found)
}

function alsoAmongWide(values: Column, table: Uint8Array, found: Uint8Array): void {
  for (let i = 0; i < found.length; i++) found[i] = (found[i] ?? 0) | (table[values[i] ?? 0] ?? 0)
}

function withBits(values: Column, bits: number, marks: Uint8Array): void {
  for (let i = 0; i < marks.length; i++) if (((values[i] ?? 0) & bits) === 0) marks[i] = 0
}

function between(values: Column, { least, most }: { least: number; most: number }, marks: Uint8Array): void {
  for (let i = 0; i < marks.length; i++) {
    const value = values[i] ?? 0
    if (value < least || value > most) marks[i] = 0
  }
}

/** Most values of a column; beyond it the file is not one that an import wrote. */
const MOST_VALUES = 1_000_000_000

/** A set of values as a table over all values of a column, so that no look-up falls outside. */
export function tableOf(values: Iterable<number>, greatest: number): Uint8Array {
  if (greatest > MOST_VALUES)
    throw new FaultError('case-corrupt', 'A column of the case names a value that no import gives.')
  const table = new Uint8Array(greatest + 1)
  for (const value of values) if (value <= greatest) table[value] = 1
  return table
}

/** Members that must all hold; those that always or never do are resolved here. */
export function allHold(members: readonly Predicate[]): Predicate {
  const of = members.filter((one) => one.is !== 'all')
  if (of.some((one) => one.is === 'none')) return { is: 'none' }
  const [first] = of
  if (first === undefined) return { is: 'all' }
  return of.length === 1 ? first : { is: 'and', of }
}

export function fails(one: Predicate): Predicate {
  if (one.is === 'all') return { is: 'none' }
  return one.is === 'none' ? { is: 'all' } : { is: 'not', of: one }
}
