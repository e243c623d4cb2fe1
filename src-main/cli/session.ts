import type { Answer } from '../contract/calls.ts'
import type { Engine } from './engine.ts'
import type { Sink } from './sink.ts'
import { visible, visibleJson } from './visible.ts'

/** What a command works with: the way its answer goes, and the engine it asks. */
export interface Session {
  readonly out: Sink
  readonly json: boolean
  readonly quiet: boolean
  readonly version: string
  /** Folder of what is shipped with the program. */
  readonly resources: string
  /** Starts the engine at the first call. */
  engine(): Engine
  /** A remark beside the answer, on stderr. */
  note(text: string): void
  /** Asks for a passphrase on the terminal; nothing where there is none. */
  askPassphrase(question: string): Promise<string | undefined>
  /** A folder that is removed when the program ends, however it ends. */
  scratch(): string
}

/** Prints the answer in the form asked for: one JSON document, or lines for people, or nothing. */
export async function answer(session: Session, document: unknown, lines: () => readonly string[]): Promise<void> {
  if (session.json) await session.out.write(`${visibleJson(document)}\n`)
  else if (!session.quiet) await session.out.write(`${lines().join('\n')}\n`)
}

export interface Opening {
  readonly make?: boolean
  readonly readOnly?: boolean
}

/** Opens a case and passes on what opening found. */
export async function openCase(session: Session, path: string, how: Opening = {}): Promise<Answer<'case.open'>> {
  const engine = session.engine()
  const head = await engine.ask('case.open', { place: await engine.place(path, 'case'), ...how })
  for (const note of head.notes) session.note(visible(note))
  return head
}

export function places(session: Session, paths: readonly string[], kind: 'input' | 'key'): Promise<string[]> {
  const engine = session.engine()
  return Promise.all(paths.map((path) => engine.place(path, kind)))
}
