import type { Bridge } from '../../src-main/contract/bridge.ts'
import type { Answer, AskInput, CallName } from '../../src-main/contract/calls.ts'
import type { Event, EventName } from '../../src-main/contract/events.ts'
import type { Reply } from '../../src-main/contract/fault.ts'
import type {
  PlaceNamed,
  ShellAnswer,
  ShellAsk,
  ShellCallName,
  ShellEvent,
  ShellEventName,
} from '../../src-main/contract/shell-calls.ts'

declare global {
  interface Window {
    readonly proofline: Bridge
  }
}

/** Asks the engine. Its answers are built and tested against the same map, so the type stands for the check. */
export function ask<N extends CallName>(name: N, input: AskInput<N>): Promise<Reply<Answer<N>>> {
  return window.proofline.call(name, input) as Promise<Reply<Answer<N>>>
}

/** Asks the shell: dialogs, recent cases, the window itself. */
export function askShell<N extends ShellCallName>(name: N, input: ShellAsk<N>): Promise<Reply<ShellAnswer<N>>> {
  return window.proofline.call(name, input) as Promise<Reply<ShellAnswer<N>>>
}

/** Listens to the engine until the function given back is called. */
export function onEvent<N extends EventName>(name: N, listener: (event: Event<N>) => void): () => void {
  return window.proofline.on(name, (payload) => listener(payload as Event<N>))
}

/** Listens to the shell until the function given back is called. */
export function onShell<N extends ShellEventName>(name: N, listener: (event: ShellEvent<N>) => void): () => void {
  return window.proofline.on(name, (payload) => listener(payload as ShellEvent<N>))
}

/** Turns dropped files into places of the engine. */
export function drop(files: FileList): Promise<Reply<{ readonly places: readonly PlaceNamed[] }>> {
  return window.proofline.drop([...files])
}
