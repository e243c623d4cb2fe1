import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { FaultError } from '../contract/fault.ts'

/** Where answers go. A reader that has seen enough (`| head`) is no fault; a full disk is. */
export interface Sink {
  readonly isTerminal: boolean
  /** Columns of the terminal; none elsewhere, and where it does not know. */
  readonly columns: number | undefined
  /** True from the moment nobody reads any more. */
  closed(): boolean
  /** Resolves when more may be written; throws where the system refuses what was written. */
  write(text: string): Promise<void>
}

/** An error of the write just made has been heard by then. */
const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Until the stream takes more, or never will. */
async function roomAgain(stream: Writable): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  await Promise.race(['drain', 'close', 'error'].map((event) => once(stream, event, { signal }))).catch(() => undefined)
  waiting.abort()
}

export function sinkOf(stream: Writable & { readonly isTTY?: boolean; readonly columns?: number }): Sink {
  let trouble: NodeJS.ErrnoException | undefined
  stream.on('error', (error: NodeJS.ErrnoException) => (trouble ??= error))
  const gone = (): boolean => trouble?.code === 'EPIPE' || trouble?.code === 'EOF'
  const check = (): void => {
    if (trouble === undefined || gone()) return
    const full = trouble.code === 'ENOSPC'
    const message = full ? 'There is no room for the output.' : `The output cannot be written (${trouble.code}).`
    throw new FaultError(full ? 'disk-full' : 'no-permission', { message, remedy: 'Send it somewhere else.' })
  }
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY === true && stream.columns !== undefined && stream.columns > 20 ? stream.columns : undefined,
    closed: gone,
    write: async (text) => {
      check()
      if (gone()) return
      const room = stream.write(text)
      if (room) await nextTurn()
      else await roomAgain(stream)
      check()
    },
  }
}
