import type { ReactNode } from 'react'

/** The landmark of a view: its name for those who jump by landmarks, and a part that F6 reaches. */
export function View({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <main className="view" aria-label={name} data-region>
      {children}
    </main>
  )
}
