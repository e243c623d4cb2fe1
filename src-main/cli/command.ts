import type { Given } from './arguments.ts'
import type { ExitCode } from './exit.ts'
import type { Session } from './session.ts'

export interface Option {
  readonly name: string
  /** How the value is called in the help; an option without one is a switch. */
  readonly value?: string
  /** May be given several times. */
  readonly many?: boolean
  readonly help: string
}

export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What stands after the program's name, one form a line. */
  readonly usage: readonly string[]
  readonly options: readonly Option[]
  /** What a reader may want to know besides, as paragraphs. */
  readonly notes?: readonly string[]
  readonly examples: readonly string[]
  readonly run: (session: Session, given: Given) => Promise<ExitCode>
}
