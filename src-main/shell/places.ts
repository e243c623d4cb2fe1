import { faultCodes, FaultError, type FaultCode } from '../contract/fault.ts'
import type { PlaceKind, PlaceNamed } from '../contract/shell-calls.ts'
import { Named } from '../contract/shapes.ts'
import type { Wire } from '../contract/wire.ts'

/** Turns paths into the engine's opaque places, and knows the way back for what the shell itself must do with one. */
export class Places {
  readonly #control: Wire
  readonly #known = new Map<string, { readonly path: string; readonly kind: PlaceKind }>()

  constructor(control: Wire) {
    this.#control = control
    control.on('engine.back', () => this.#nameAgain())
  }

  async add(path: string, kind: PlaceKind): Promise<PlaceNamed> {
    const reply = await this.#control.call('place.add', { path, kind })
    if (!reply.ok) throw new FaultError(known(reply.code), reply)
    const named = Named.parse(reply.data)
    this.#known.set(named.place, { path, kind })
    return named
  }

  /** A new engine knows no path: it is told all of them, by the names that the window holds, before the window can ask. */
  #nameAgain(): void {
    for (const [place, { path, kind }] of this.#known) void this.#control.call('place.add', { path, kind, place })
  }

  addAll(paths: readonly string[], kind: PlaceKind): Promise<PlaceNamed[]> {
    return Promise.all(paths.map((path) => this.add(path, kind)))
  }

  pathOf(place: string): string {
    const known = this.#known.get(place)
    if (known === undefined) throw new FaultError('not-found', `There is no place ${place}.`)
    return known.path
  }
}

const known = (code: string): FaultCode => faultCodes.find((one) => one === code) ?? 'internal'
