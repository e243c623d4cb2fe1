import { basename } from 'node:path'
import { FaultError } from '../contract/fault.ts'

/** Paths by opaque name: only the control door adds them, so the window can use what a person chose and nothing else. */
export class Places {
  readonly #paths = new Map<string, string>()
  #last = 0

  /** `again`: the name the path had in an engine before this one; a name that is taken is never given to another path. */
  add(path: string, again?: string): { place: string; name: string } {
    const place = again !== undefined && !this.#paths.has(again) ? again : `p${this.#last + 1}`
    this.#last = Math.max(this.#last, Number(place.slice(1)))
    this.#paths.set(place, path)
    return { place, name: basename(path) }
  }

  path(place: string): string {
    const path = this.#paths.get(place)
    if (path === undefined) throw new FaultError('bad-request', `There is no place ${place}.`)
    return path
  }
}
