import { basename } from 'node:path'
import { FaultError } from '../contract/fault.ts'

/** Paths by opaque name: only the control door adds them, so the window can use what a person chose and nothing else. */
export class Places {
  readonly #paths = new Map<string, string>()

  add(path: string): { place: string; name: string } {
    const place = `p${this.#paths.size + 1}`
    this.#paths.set(place, path)
    return { place, name: basename(path) }
  }

  path(place: string): string {
    const path = this.#paths.get(place)
    if (path === undefined) throw new FaultError('bad-request', `There is no place ${place}.`)
    return path
  }
}
