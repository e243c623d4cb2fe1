import { UsageError, readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { FaultError } from '../contract/fault.ts'
import { EXIT, type ExitCode, exitOfFault } from './exit.ts'
import { commandHelp, programHelp } from './help.ts'
import { nearest } from '../core/filter/nearest.ts'
import type { Session } from './session.ts'
import { faultJson, faultLines } from './text.ts'
import { visible, visibleJson } from './visible.ts'

/** What the surroundings give; the command line decides the rest. */
export type SessionOf = (mode: { readonly json: boolean; readonly quiet: boolean }) => Session

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`

/** Runs one command line to its exit code; every failure ends in a sentence on stderr. */
export async function runProgram(
  argv: readonly string[],
  commands: readonly Command[],
  sessionOf: SessionOf,
): Promise<ExitCode> {
  const [first, ...rest] = argv
  const session = sessionOf({ json: argv.includes('--json'), quiet: argv.includes('--quiet') })
  try {
    if (first === '--version') return await print(session, [session.version])
    if (first === undefined || first === '--help' || first === 'help') return await help(session, rest[0], commands)
    const command = find(first, commands)
    if (rest.includes('--help')) return await print(session, commandHelp(command))
    return await command.run(session, readArguments(rest, command.options))
  } catch (error) {
    return fail(session, error, rest)
  }
}

async function print(session: Session, text: readonly string[]): Promise<ExitCode> {
  await session.out.write(lines(text))
  return EXIT.done
}

async function help(session: Session, about: string | undefined, commands: readonly Command[]): Promise<ExitCode> {
  const command = about === undefined || about.startsWith('-') ? undefined : find(about, commands)
  return print(session, command === undefined ? programHelp(commands) : commandHelp(command))
}

function find(name: string, commands: readonly Command[]): Command {
  const command = commands.find((one) => one.name === name)
  if (command !== undefined) return command
  const names = commands.map((one) => one.name)
  const what = name.startsWith('-') ? 'The command comes first' : `There is no command ${name}`
  const meant = nearest(name, names)
  throw new UsageError(
    `${what}.`,
    meant === undefined ? `The commands are ${names.join(', ')}.` : `Did you mean ${meant}?`,
  )
}

/** The query as it was written, to mark the place of a mistake in it. */
function queryIn(rest: readonly string[]): string | undefined {
  const joined = rest.find((word) => word.startsWith('--where='))
  return joined?.slice('--where='.length) ?? rest[rest.indexOf('--where') + 1]
}

async function fail(session: Session, error: unknown, rest: readonly string[]): Promise<ExitCode> {
  if (error instanceof UsageError) {
    const { message, remedy = 'See --help.' } = error
    await sayFailure(session, { error: { code: 'usage', message, remedy } }, [
      `proofline: ${visible(message)}`,
      `  ${visible(remedy)}`,
    ])
    return EXIT.usage
  }
  const known = error instanceof FaultError
  const message = error instanceof Error ? error.message : String(error)
  const fault = known ? { code: error.code, ...error.detail } : ({ code: 'internal', message } as const)
  await sayFailure(session, faultJson(fault), faultLines(fault, queryIn(rest)))
  return exitOfFault(fault.code)
}

async function sayFailure(session: Session, document: unknown, text: readonly string[]): Promise<void> {
  for (const line of text) session.note(line)
  // the sentence is said; an output that cannot be written changes nothing about it
  if (session.json) await session.out.write(`${visibleJson(document)}\n`).catch(() => undefined)
}
