import { faultCodes, FaultError, type FaultCode } from '../contract/fault.ts'
import type { PlaceKind, PlaceNamed } from '../contract/shell-calls.ts'
import { Named } from '../contract/shapes.ts'
import type { Wire } from '../contract/wire.ts'

/** Turns paths into the engine's opaque places, and knows the way back for what the shell itself must do with one. */
export class Places {
  readonly #control: Wire
  readonly #paths = new Map<string, string>()

  constructor(control: Wire) {
    this.#control = control
    control.on('engine.lost', () => this.#paths.clear()) // a new engine counts from the start
  }

  async add(path: string, kind: PlaceKind): Promise<PlaceNamed> {
    const reply = await this.#control.call('place.add', { path, kind })
    if (!reply.ok) throw new FaultError(known(reply.code), reply)
    const named = Named.parse(reply.data)
    this.#paths.set(named.place, path)
    return named
  }

  addAll(paths: readonly string[], kind: PlaceKind): Promise<PlaceNamed[]> {
    return Promise.all(paths.map((path) => this.add(path, kind)))
  }

  pathOf(place: string): string {
    const path = this.#paths.get(place)
    if (path === undefined)
      throw new FaultError('not-found', 'This file was chosen before the engine restarted. Choose it again.')
    return path
  }
}

const known = (code: string): FaultCode => faultCodes.find((one) => one === code) ?? 'internal'
