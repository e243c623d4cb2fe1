/** Results in words that a profile does not map: how many entries have one, and the first of the words, masked. */
export interface UnmappedWords {
  readonly count: number
  readonly words: readonly string[]
}

/** Words that are told; of the others the count tells. Provisional. */
const MOST = 5

export const noUnmapped: UnmappedWords = { count: 0, words: [] }

export const withUnmapped = (before: UnmappedWords, { count, words }: UnmappedWords): UnmappedWords =>
  count === 0
    ? before
    : { count: before.count + count, words: [...new Set([...before.words, ...words])].slice(0, MOST) }
