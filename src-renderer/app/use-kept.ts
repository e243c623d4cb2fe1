import { useCallback, useState } from 'react'
import { useCaseScreen } from './case-screen.ts'

/** State that outlives the view while the case is open. One key holds one type; the key names the view. */
export function useKept<T>(key: string, first: T): readonly [T, (next: T) => void] {
  const { kept } = useCaseScreen()
  const [value, setValue] = useState<T>(() => (kept.has(key) ? (kept.get(key) as T) : first))
  const set = useCallback(
    (next: T): void => {
      kept.set(key, next)
      setValue(next)
    },
    [kept, key],
  )
  return [value, set]
}
