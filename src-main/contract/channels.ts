/** Names of the channels between window and shell. The engine's messages go through a port of their own, handed over on `PORT`. */
export const PORT = 'proofline:port'
/** Window to shell: `{ name, ask }` of `shell-calls.ts`; answered with a `Reply`. */
export const SHELL = 'proofline:shell'
/** Preload to shell: the paths of files dropped on the window; answered with a `Reply` of places. */
export const DROP = 'proofline:drop'
/** Shell to window: `{ event, payload }` of `shellEvents`. */
export const EVENT = 'proofline:event'
/** Preload to shell, once, with a number of its own: ready to take the port, which comes with that number. */
export const READY = 'proofline:ready'
/** Calls whose name starts so go to the shell, all others to the engine. */
export const SHELL_PREFIX = 'shell.'
