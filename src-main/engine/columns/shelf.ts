/** Keeps values by name up to a number of bytes; what was used longest ago goes first, the newest always stays. */
export class Shelf<T> {
  readonly #held = new Map<string, { of: T; bytes: number }>()
  readonly #limitBytes: number
  bytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  get(name: string): T | undefined {
    const found = this.#held.get(name)
    if (!found) return undefined
    this.#held.delete(name)
    this.#held.set(name, found)
    return found.of
  }

  put(name: string, of: T, bytes: number): void {
    this.#drop(name)
    this.#held.set(name, { of, bytes })
    this.bytes += bytes
    for (const oldest of this.#held.keys()) {
      if (this.bytes <= this.#limitBytes || oldest === name) return
      this.#drop(oldest)
    }
  }

  #drop(name: string): void {
    this.bytes -= this.#held.get(name)?.bytes ?? 0
    this.#held.delete(name)
  }
}
