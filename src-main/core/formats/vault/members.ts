import { isObject, type JsonObject } from '../../entry/json-object.ts'

/** Checks the members taken out of an entry and remembers the first one of a wrong type; null and absent are the same, as in Go. */
class Members {
  /** The sentence about the first member of a wrong type, '' when there is none. */
  wrong = ''

  /** A text, '' when absent. */
  text(value: unknown, name: string): string {
    if (typeof value === 'string') return value
    if (value !== undefined && value !== null) this.#note(name, 'text')
    return ''
  }

  /** An object, undefined when absent. */
  object(value: unknown, name: string): JsonObject | undefined {
    if (isObject(value)) return value
    if (value !== undefined && value !== null) this.#note(name, 'object')
    return undefined
  }

  /** A whole number from 0, -1 when absent. */
  count(value: unknown, name: string): number {
    if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value)
    if (value !== undefined && value !== null) this.#note(name, 'whole number')
    return -1
  }

  /** An object inside a body, whose members may be of any type. */
  loose(value: unknown): JsonObject | undefined {
    return isObject(value) ? value : undefined
  }

  #note(name: string, form: string): void {
    if (this.wrong === '') this.wrong = `\`${name}\` is no ${form}`
  }
}

/** Those of the line under hand. */
export const members = new Members()
