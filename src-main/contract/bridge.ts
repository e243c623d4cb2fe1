import type { Reply } from './fault.ts'
import type { PlaceNamed } from './shell-calls.ts'

/** What the preload gives the window, as `window.proofline`, and nothing else. */
export interface Bridge {
  /** Asks the shell (`shell.…`, map in `shell-calls.ts`) or the engine (map in `calls.ts`). Never rejects. */
  call(name: string, ask: unknown): Promise<Reply<unknown>>
  /** Listens to an event of engine or shell until the function given back is called. */
  on(event: string, listener: (payload: unknown) => void): () => void
  /** Turns dropped `File` objects (as an array, not a FileList) into places of the engine; the window sees no path. */
  drop(files: readonly object[]): Promise<Reply<{ readonly places: readonly PlaceNamed[] }>>
}
