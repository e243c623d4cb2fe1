import { useState } from 'react'
import type { Reply } from '../../src-main/contract/fault.ts'

/** The last good answer, so that a view keeps what it showed while the next one is on its way or a query is mistaken. */
export function useLatest<T>(reply: Reply<T> | undefined): T | undefined {
  const [good, keep] = useState<T>()
  if (reply?.ok && reply.data !== good) keep(reply.data)
  return reply?.ok ? reply.data : good
}
