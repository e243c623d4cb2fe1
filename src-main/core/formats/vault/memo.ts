/** Answers worked out before, by a text that repeats; forgets all of them when full, so its memory is bounded. */
export interface Memo<T> {
  readonly get: (key: string) => T | undefined
  readonly keep: (key: string, answer: T) => T
}

/** A memo of at most `most` answers; longer keys than 512 characters are never kept. */
export function newMemo<T>(most: number): Memo<T> {
  const answers = new Map<string, T>()
  return {
    get: (key) => answers.get(key),
    keep: (key, answer) => {
      if (answers.size >= most) answers.clear()
      if (key.length <= MAX_KEY_CHARS) answers.set(key, answer)
      return answer
    },
  }
}

const MAX_KEY_CHARS = 512
