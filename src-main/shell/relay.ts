import {
  connect,
  ENGINE_BACK,
  ENGINE_LOST,
  internal,
  isAsk,
  isReply,
  type Port,
  type ReplyMessage,
  type Wire,
} from '../contract/wire.ts'
import type { EngineProcess } from './engine-process.ts'

/** So many ends within a minute, and the engine is not started again. */
const MAX_ENDS = 5
const MINUTE_MS = 60_000

/** What stands between window and engine. It looks at no message further than who asked. */
export interface Relay {
  /** The shell's own questions. */
  readonly control: Wire
  /** The window's port from now on; an older one hears nothing more. */
  attach(port: Port): void
  /** Ends the engine for good. */
  stop(): void
}

/** Starts the engine, and again when it dies; the window hears of both. */
export function relay(start: () => EngineProcess, now: () => number = Date.now): Relay {
  const toControl: ((message: unknown) => void)[] = []
  const ends: number[] = []
  let engine: EngineProcess | undefined
  let windowPort: Port | undefined
  let stopped = false

  const tell = (message: unknown): void => {
    windowPort?.send(message)
    for (const listener of toControl) listener(message)
  }
  const fromEngine = (message: unknown): void => {
    if (!isReply(message)) tell(message)
    else if (message.door === 'window') windowPort?.send(message)
    else for (const listener of toControl) listener(message)
  }
  const begin = (): void => {
    const own = start()
    engine = own
    own.onMessage(fromEngine)
    own.onExit(() => {
      if (engine === own) lost()
    })
  }
  const lost = (): void => {
    engine = undefined
    if (stopped) return
    ends.push(now())
    const again = ends.filter((at) => at > now() - MINUTE_MS).length < MAX_ENDS
    tell({ event: ENGINE_LOST, payload: { again } })
    if (!again) return
    begin()
    tell({ event: ENGINE_BACK, payload: {} })
  }
  const answerDead = (id: number, door: ReplyMessage['door']): ReplyMessage => ({
    id,
    door,
    reply: internal('The engine has stopped. Close Proofline and open it again.'),
  })
  const control = connect({
    send: (message) => {
      if (engine) engine.send(message)
      else if (isAsk(message)) for (const listener of toControl) listener(answerDead(message.id, 'control'))
    },
    onMessage: (listener) => void toControl.push(listener),
  })
  begin()
  return {
    control,
    attach: (port) => {
      windowPort = port
      port.onMessage((message) => {
        if (port !== windowPort || !isAsk(message)) return
        const asked = { ...message, door: 'window' } // whatever door it claims
        if (engine) engine.send(asked)
        else port.send(answerDead(message.id, 'window'))
      })
    },
    stop: () => {
      stopped = true
      engine?.stop()
    },
  }
}
