import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { themes } from '../contract/shell-calls.ts'

const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })

/** What the shell remembers between starts. Nothing of any evidence: paths of cases and how the window stood. */
const Settings = z.object({
  theme: z.enum(themes).default('system'),
  bounds: Bounds.optional(),
  maximised: z.boolean().default(false),
  cases: z
    .array(z.object({ id: z.string(), path: z.string(), title: z.string().optional(), when: z.int() }))
    .max(100)
    .default([]),
})
export type Settings = z.output<typeof Settings>

/** Settings in one JSON file; an unreadable or foreign one counts as none, as losing them harms nobody. */
export class SettingsFile {
  readonly #file: string
  #settings: Settings

  constructor(file: string) {
    this.#file = file
    this.#settings = read(file)
  }

  get value(): Settings {
    return this.#settings
  }

  /** Written beside and renamed, so a crash leaves the old or the new. A full disk must not end the program. */
  change(part: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...part }
    try {
      mkdirSync(dirname(this.#file), { recursive: true })
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#settings, null, 2), { mode: 0o600 })
      renameSync(`${this.#file}.new`, this.#file)
    } catch (error) {
      process.stderr.write(`Settings could not be kept: ${String(error)}\n`)
    }
  }
}

function read(file: string): Settings {
  try {
    const found = Settings.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (found.success) return found.data
  } catch {
    // no file yet, or not JSON
  }
  return Settings.parse({})
}
