import { resolve } from 'node:path'

/** What the program was asked to open, by what it is used for. */
export interface Launch {
  readonly cases: readonly string[]
  readonly packs: readonly string[]
  readonly inputs: readonly string[]
}

export const NOTHING: Launch = { cases: [], packs: [], inputs: [] }

/** Both, in order. */
export function joined(one: Launch, other: Launch): Launch {
  return {
    cases: [...one.cases, ...other.cases],
    packs: [...one.packs, ...other.packs],
    inputs: [...one.inputs, ...other.inputs],
  }
}

/**
 * The files among the program's arguments, `own` of which name the program itself. Switches are Chromium's and ours; after `--`
 * everything is a file.
 */
export function launchOf(argv: readonly string[], own: number, cwd: string): Launch {
  const given = argv.slice(own)
  const end = given.indexOf('--')
  const before = end < 0 ? given : given.slice(0, end)
  const after = end < 0 ? [] : given.slice(end + 1)
  return sorted(
    [...before.filter((word) => word !== '' && !word.startsWith('-')), ...after].map((word) => resolve(cwd, word)),
  )
}

/** By the extension, for cases are ours. */
export const isCase = (path: string): boolean => path.toLowerCase().endsWith('.proofline')
const isPack = (path: string): boolean => path.toLowerCase().endsWith('.asice')

/** Cases and packs by their extension, for they are ours; all else is an input, whatever it is called. */
export function sorted(paths: readonly string[]): Launch {
  return {
    cases: paths.filter(isCase),
    packs: paths.filter(isPack),
    inputs: paths.filter((path) => !isCase(path) && !isPack(path)),
  }
}
