import type { Reply } from './fault.ts'

/** Who asks: the window (sees no path) or the program around it (names paths). Set by the shell and the command line, never by the window. */
export type Door = 'window' | 'control'

/** All that the wire needs of a transport: a message port, a child process, a worker. Messages are structured clones, in order. */
export interface Port {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** One question on its way to the engine. `id` is the asker's own and unique behind one door. */
export interface AskMessage {
  readonly id: number
  readonly name: string
  readonly ask: unknown
  readonly door: Door
}

/** Its answer, with the door it goes back through. */
export interface ReplyMessage {
  readonly id: number
  readonly door: Door
  readonly reply: Reply<unknown>
}

/** Pushed by the engine, without a question. */
export interface EventMessage {
  readonly event: string
  readonly payload: unknown
}

/** The event by which a relay says that the engine behind it is gone: what was asked will not be answered. */
export const ENGINE_LOST = 'engine.lost'

/** The event that follows it when a new engine answers. It has no case open. */
export const ENGINE_BACK = 'engine.back'

export type Answerer = (door: Door, name: string, ask: unknown) => Promise<Reply<unknown>>
export type Listener = (payload: unknown) => void

/** The engine's end. */
export interface Served {
  /** Tells everyone listening; nobody listening is no fault. */
  push(event: string, payload: unknown): void
}

/** An asker's end. */
export interface Wire {
  /** Never rejects: a dead engine, an answer that cannot be sent or our own fault come back as `internal`. */
  call(name: string, ask: unknown): Promise<Reply<unknown>>
  /** Calls `listener` for each such event until the function given back is called. */
  on(event: string, listener: Listener): () => void
  /** The other end is gone: answers what is pending, and all later calls, with `internal` and this message. */
  close(message: string): void
}

/** What a call is answered with when nobody can answer it. */
export function internal(message: string): Reply<never> {
  return { ok: false, code: 'internal', message }
}

/** Answers every well-formed question on the port; what is not one is ignored, as nobody waits for it. */
export function serve(port: Port, answer: Answerer): Served {
  port.onMessage((message) => {
    if (isAsk(message)) void reply(port, answer, message)
  })
  return { push: (event, payload) => port.send({ event, payload } satisfies EventMessage) }
}

async function reply(port: Port, answer: Answerer, { id, door, name, ask }: AskMessage): Promise<void> {
  const given = await answer(door, name, ask).catch(() => internal(`${name} ended with a fault of the program`))
  try {
    port.send({ id, door, reply: given } satisfies ReplyMessage)
  } catch {
    // a value that cannot be cloned: the asker must not wait for ever
    port.send({
      id,
      door,
      reply: internal(`the answer to ${name} cannot be sent`),
    } satisfies ReplyMessage)
  }
}

/**
 * Asks through the port. `firstId` keeps the questions of a reloaded window apart from those of its predecessor.
 * Answers for another door or another asker are left alone.
 */
export function connect(port: Port, door: Door = 'control', firstId = 1): Wire {
  const pending = new Map<number, (reply: Reply<unknown>) => void>()
  const listeners = new Map<string, Set<Listener>>()
  let nextId = firstId
  let closed: string | undefined

  const settleAll = (message: string): void => {
    const waiting = [...pending.values()]
    pending.clear()
    for (const settle of waiting) settle(internal(message))
  }
  port.onMessage((message) => {
    if (isReply(message)) {
      if (message.door !== door) return
      const settle = pending.get(message.id)
      pending.delete(message.id)
      settle?.(message.reply)
    } else if (isEvent(message)) {
      if (message.event === ENGINE_LOST) settleAll('The engine stopped before it answered.')
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload)
    }
  })
  return {
    call: (name, ask) => {
      if (closed !== undefined) return Promise.resolve(internal(closed))
      const id = nextId++
      const { promise, resolve } = Promise.withResolvers<Reply<unknown>>()
      pending.set(id, resolve)
      try {
        port.send({ id, name, ask, door } satisfies AskMessage)
      } catch {
        pending.delete(id)
        resolve(internal(`${name} cannot be sent`))
      }
      return promise
    },
    on: (event, listener) => listen(listeners, event, listener),
    close: (message) => {
      closed = message
      settleAll(message)
    },
  }
}

/** Adds a listener; gives back what takes it off again. For event sources outside the wire too. */
export function listen(listeners: Map<string, Set<Listener>>, event: string, listener: Listener): () => void {
  const those = listeners.get(event) ?? new Set()
  listeners.set(event, those.add(listener))
  return () => void those.delete(listener)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const isDoor = (value: unknown): value is Door => value === 'window' || value === 'control'

/** True for a question as `connect` sends it; its `ask` is unchecked. */
export function isAsk(message: unknown): message is AskMessage {
  return (
    isObject(message) &&
    typeof message['id'] === 'number' &&
    typeof message['name'] === 'string' &&
    isDoor(message['door'])
  )
}

/** True for an answer as `serve` sends it. */
export function isReply(message: unknown): message is ReplyMessage {
  return isObject(message) && typeof message['id'] === 'number' && isObject(message['reply']) && isDoor(message['door'])
}

/** True for an event as `push` sends it. */
export function isEvent(message: unknown): message is EventMessage {
  return isObject(message) && typeof message['event'] === 'string'
}
