import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import type { Option } from './command.ts'
import { nearest } from '../core/filter/nearest.ts'

/** The command line does not say what to do: exit code 2. */
export class UsageError extends Error {
  readonly remedy: string | undefined
  constructor(message: string, remedy?: string) {
    super(message)
    this.name = 'UsageError'
    this.remedy = remedy
  }
}

/** What the user wrote after the command's name, checked against its options. */
export interface Given {
  readonly positionals: readonly string[]
  flag(name: string): boolean
  text(name: string): string | undefined
  texts(name: string): readonly string[]
  /** A whole number from `least` on. */
  number(name: string, least: number): number | undefined
  /** One of `allowed`; the first where nothing was said. */
  choice<T extends string>(name: string, allowed: readonly [T, ...T[]]): T
}

export const everywhere: readonly Option[] = [
  { name: 'json', help: 'print one JSON document (or one a line where the command lists) and nothing else' },
  { name: 'quiet', help: 'print no answer; the exit code says it' },
  { name: 'help', help: 'explain the command, with examples' },
]

/** A value may begin with a dash (`--order -time`, `--where "-system:vault"`): it belongs to the option before it. */
function joinDashed(argv: readonly string[], options: readonly Option[]): string[] {
  const taking = new Set(options.filter(({ value }) => value !== undefined).map(({ name }) => `--${name}`))
  const flags = new Set(options.map(({ name }) => `--${name}`))
  const joined: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    const next = argv[i + 1]
    if (word === '--') return [...joined, ...argv.slice(i)]
    const takes = taking.has(word) && next?.startsWith('-') === true && !flags.has(next.split('=')[0] ?? next)
    if (takes) i += 1
    joined.push(takes ? `${word}=${next}` : word)
  }
  return joined
}

function parseErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return error.code.startsWith('ERR_PARSE_ARGS') ? error.code : undefined
}

function refuse(argv: readonly string[], options: readonly Option[], error: unknown): never {
  const code = parseErrorCode(error)
  if (!(error instanceof Error) || code === undefined) throw error
  const names = options.map(({ name }) => `--${name}`)
  const dashed = argv.filter((word) => /^-./.test(word)).map((word) => word.replace(/=.*$/s, ''))
  const written = dashed.find((word) => !names.includes(word))
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && written !== undefined) {
    const meant = nearest(written, names)
    throw new UsageError(`There is no option ${written}.`, meant === undefined ? undefined : `Did you mean ${meant}?`)
  }
  throw new UsageError(error.message.split(/[.\n]/)[0] ?? error.message)
}

/** Reads the words after the command's name, strictly. */
export function readArguments(argv: readonly string[], own: readonly Option[]): Given {
  const options = [...own, ...everywhere]
  const config: ParseArgsOptionsConfig = Object.fromEntries(
    options.map(({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string', multiple: true }]),
  )
  const joined = joinDashed(argv, options)
  try {
    const { values, positionals } = parseArgs({ args: joined, options: config, allowPositionals: true, strict: true })
    return checked(values, positionals, options)
  } catch (error) {
    return refuse(joined, options, error)
  }
}

type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

function checked(values: Values, positionals: readonly string[], options: readonly Option[]): Given {
  const texts = (name: string): string[] => {
    const all = values[name]
    return Array.isArray(all) ? all.filter((one) => typeof one === 'string') : []
  }
  for (const { name, many, value } of options) {
    const said = texts(name)
    if (value !== undefined && many !== true && said.length > 1)
      throw new UsageError(`--${name} was given ${said.length} times; it takes one ${value}.`)
    if (said.includes('')) throw new UsageError(`--${name} needs a value.`)
  }
  const text = (name: string): string | undefined => texts(name)[0]
  return {
    positionals,
    texts,
    text,
    flag: (name) => values[name] !== undefined,
    number: (name, least) => {
      const said = text(name)
      return said === undefined ? undefined : wholeNumber(said, `--${name}`, least)
    },
    choice: (name, allowed) => {
      const said = text(name)
      return said === undefined ? allowed[0] : oneOf(said, `--${name}`, allowed)
    },
  }
}

export function wholeNumber(said: string, what: string, least: number): number {
  const plain = said.replaceAll(/[,_]/g, '')
  const n = /^[0-9]{1,15}$/.test(plain) ? Number(plain) : NaN
  if (!(n >= least)) throw new UsageError(`${what} takes a whole number from ${least} on, not ${said}.`)
  return n
}

export function oneOf<T extends string>(said: string, what: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === said)
  if (found !== undefined) return found
  const meant = nearest(said, allowed)
  throw new UsageError(
    `${what} takes ${allowed.join(', ')}, not ${said}.`,
    meant === undefined ? undefined : `Did you mean ${meant}?`,
  )
}

/** Exactly these words after the command's name. */
export function take(given: Given, ...names: readonly string[]): string[] {
  const words = [...given.positionals]
  const missing = names[words.length]
  if (missing !== undefined) throw new UsageError(`${missing} is missing.`)
  const extra = words[names.length]
  if (extra !== undefined) throw new UsageError(`There is one word too many: ${extra}.`)
  return words
}

/** An option the command cannot do without. */
export function need(given: Given, name: string, why: string): string {
  const said = given.text(name)
  if (said === undefined) throw new UsageError(`--${name} is missing: ${why}.`)
  if (said.trim() === '') throw new UsageError(`--${name} is blank: ${why}.`)
  return said
}
