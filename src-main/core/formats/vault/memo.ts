/** Answers worked out before, by a text that repeats; forgets all of them when full, so its memory is bounded. */
export interface Memo<T> {
  readonly get: (key: string) => T | undefined
  readonly keep: (key: string, answer: T) => T
}

const MAX_KEY_CHARS = 512

/** A memo of at most `most` answers; longer keys than 512 characters are never kept. */
export function newMemo<T>(most: number): Memo<T> {
  const answers = new Map<string, T>()
  let lastKey = ''
  let last: T | undefined
  return {
    get: (key) => {
      // A response mostly follows its request: comparing with the last key spares the hash of a new string.
      if (key === lastKey) return last
      const answer = answers.get(key)
      if (answer === undefined) return undefined
      lastKey = key
      last = answer
      return answer
    },
    keep: (key, answer) => {
      if (key.length > MAX_KEY_CHARS) return answer
      if (answers.size >= most) answers.clear()
      answers.set(key, answer)
      lastKey = key
      last = answer
      return answer
    },
  }
}
