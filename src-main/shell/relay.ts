import {
  type AskMessage,
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
const STOPPED = 'The engine has stopped. Close Proofline and open it again.'

/**
 * What stands between window, shell and engine: starts the engine, and again when it dies, and passes messages on. It looks at none
 * further than who asked.
 */
export class Relay {
  /** The shell's own questions. */
  readonly control: Wire
  readonly #start: () => EngineProcess
  readonly #now: () => number
  readonly #toControl: ((message: unknown) => void)[] = []
  readonly #ends: number[] = []
  #engine: EngineProcess | undefined
  #windowPort: Port | undefined
  #stopped = false

  constructor(start: () => EngineProcess, now: () => number = Date.now) {
    this.#start = start
    this.#now = now
    this.control = connect({
      send: (message) => {
        if (isAsk(message)) this.#ask(message, this.#controlPort)
      },
      onMessage: (listener) => void this.#toControl.push(listener),
    })
    this.#begin()
  }

  /** The window's port from now on; an older one hears nothing more. */
  attach(port: Port): void {
    this.#windowPort = port
    port.onMessage((message) => {
      if (port === this.#windowPort && isAsk(message)) this.#ask({ ...message, door: 'window' }, port) // whatever door it claims
    })
  }

  /** Ends the engine for good. */
  stop(): void {
    this.#stopped = true
    this.#engine?.stop()
  }

  readonly #controlPort = {
    send: (message: unknown): void => {
      for (const listener of this.#toControl) listener(message)
    },
  }

  #ask(message: AskMessage, asker: Pick<Port, 'send'>): void {
    if (this.#engine) this.#engine.send(message)
    else asker.send({ id: message.id, door: message.door, reply: internal(STOPPED) } satisfies ReplyMessage)
  }

  #begin(): void {
    const engine = this.#start()
    this.#engine = engine
    engine.onMessage((message) => this.#fromEngine(message))
    engine.onExit(() => {
      if (this.#engine === engine) this.#lost()
    })
  }

  #lost(): void {
    this.#engine = undefined
    if (this.#stopped) return
    const now = this.#now()
    this.#ends.push(now)
    const again = this.#ends.filter((at) => at > now - MINUTE_MS).length < MAX_ENDS
    this.#tell({ event: ENGINE_LOST, payload: { again } })
    if (!again) return
    this.#begin()
    this.#tell({ event: ENGINE_BACK, payload: {} })
  }

  #fromEngine(message: unknown): void {
    if (!isReply(message)) this.#tell(message)
    else if (message.door === 'window') this.#windowPort?.send(message)
    else this.#controlPort.send(message)
  }

  #tell(message: unknown): void {
    this.#windowPort?.send(message)
    this.#controlPort.send(message)
  }
}
