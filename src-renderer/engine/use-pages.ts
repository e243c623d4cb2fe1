import { useCallback, useEffect, useRef, useState } from 'react'
import type { Reply } from '../../src-main/contract/fault.ts'

interface Page {
  readonly total: number
  readonly rows: readonly unknown[]
}

type RowOf<A extends Page> = A['rows'][number]

interface Held<A extends Page> {
  readonly key: object
  readonly pages: ReadonlyMap<number, readonly RowOf<A>[]>
  readonly first: A
}

export interface Pages<A extends Page> {
  /** The first page of the last good answer, with its totals. */
  readonly first: A | undefined
  readonly fault: Extract<Reply<A>, { ok: false }> | undefined
  readonly fresh: boolean
  rowAt(rank: number): RowOf<A> | undefined
  need(first: number, last: number): void
}

export const PAGE = 200

/**
 * Rows by rank, fetched a page at a time as they come into view. `fetch` must keep its identity while it is the same question;
 * with a new one the old rows stay until the first page of the new has come, and after a mistake too.
 */
export function usePages<A extends Page>(fetch: (offset: number) => Promise<Reply<A>>): Pages<A> {
  const [held, hold] = useState<Held<A>>()
  const [fault, fail] = useState<{ key: object; reply: Extract<Reply<A>, { ok: false }> }>()
  const asked = useRef({ key: fetch as object, pages: new Set<number>() })
  const get = useCallback(
    async (page: number): Promise<void> => {
      if (asked.current.key !== fetch) asked.current = { key: fetch, pages: new Set() }
      if (asked.current.pages.has(page)) return
      asked.current.pages.add(page)
      const reply = await fetch(page * PAGE)
      if (asked.current.key !== fetch) return
      if (!reply.ok) return fail({ key: fetch, reply })
      const { data } = reply
      hold((old) => {
        const same = old?.key === fetch
        const pages = new Map(same ? old.pages : []).set(page, data.rows)
        return { key: fetch, pages, first: page === 0 || !same ? data : old.first }
      })
    },
    [fetch],
  )
  useEffect(() => {
    // the first page is asked for as soon as the question is there
    queueMicrotask(() => void get(0))
  }, [get])
  const need = useCallback(
    (first: number, last: number): void => {
      for (let page = Math.floor(first / PAGE); page * PAGE < last; page += 1) void get(page)
    },
    [get],
  )
  const pages = held?.pages
  const rowAt = useCallback(
    (rank: number): RowOf<A> | undefined => pages?.get(Math.floor(rank / PAGE))?.[rank % PAGE],
    [pages],
  )
  return {
    first: held?.first,
    fault: fault?.key === fetch ? fault.reply : undefined,
    fresh: held?.key === fetch,
    rowAt,
    need,
  }
}
