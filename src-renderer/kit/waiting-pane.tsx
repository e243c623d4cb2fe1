import { useEffect, useState } from 'react'

/** Nothing for 150 ms, then lines at the height of rows; what is awaited is read to those who do not see. */
export function WaitingPane({ label, lines = 4 }: { readonly label: string; readonly lines?: number }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <output className="waiting" aria-busy="true">
      <span className="visually-hidden">{label}</span>
      {late &&
        Array.from({ length: lines }, (_, line) => (
          <div key={line}>
            <span className="placeholder" />
            <span className="placeholder" />
          </div>
        ))}
    </output>
  )
}
