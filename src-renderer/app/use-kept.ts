import { useCallback, useState } from 'react'
import { useCaseScreen } from './case-screen.ts'

/** Sets a kept value, or makes the next one of the one that stands. */
export type Keep<T> = (next: T | ((old: T) => T)) => void

const isMaker = <T>(next: T | ((old: T) => T)): next is (old: T) => T => typeof next === 'function'

/** State that outlives the view while the case is open. One key holds one type; the key names the view. No functions are kept. */
export function useKept<T>(key: string, first: T): readonly [T, Keep<T>] {
  const { kept } = useCaseScreen()
  const read = useCallback((): T => (kept.has(key) ? (kept.get(key) as T) : first), [kept, key, first])
  const [value, setValue] = useState<T>(read)
  const set = useCallback<Keep<T>>(
    (next) => {
      const made = isMaker(next) ? next(read()) : next
      kept.set(key, made)
      setValue(() => made)
    },
    [kept, key, read],
  )
  return [value, set]
}
