import { ipcMain, type IpcMainInvokeEvent, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import { z } from 'zod'
import { DROP, PORT, READY, SHELL } from '../contract/channels.ts'
import { FaultError, type Reply } from '../contract/fault.ts'
import { type ShellCallName, shellCalls } from '../contract/shell-calls.ts'
import { internal, type Port } from '../contract/wire.ts'
import { fromWindow } from './fences.ts'
import { isCase } from './launch.ts'
import type { Places } from './places.ts'
import type { Relay } from './relay.ts'
import type { shellAnswers } from './shell-answers.ts'

/** Files that one drop may hold; a folder counts as one. */
const MAX_DROPPED = 10_000

const Asked = z.object({ name: z.string(), ask: z.unknown() })
const Dropped = z.array(z.string().max(4096)).max(MAX_DROPPED)

interface Ends {
  readonly contents: () => WebContents | undefined
  readonly relay: Relay
  readonly places: Places
  readonly answers: () => ReturnType<typeof shellAnswers> | undefined
}

/** Takes the window's messages, each only from our own document. Another sender is refused and hears no more than that. */
export function answerWindow({ contents, relay, places, answers }: Ends): void {
  const guarded =
    (answer: (message: unknown) => Promise<unknown>) =>
    async (event: IpcMainInvokeEvent, message: unknown): Promise<Reply<unknown>> => {
      if (!fromWindow(event, contents())) return { ok: false, code: 'bad-request', message: 'Refused: not the window.' }
      try {
        return { ok: true, data: await answer(message) }
      } catch (error) {
        return asReply(error)
      }
    }
  ipcMain.on(READY, (event, asker: unknown) => {
    if (!fromWindow(event, contents())) return
    const { port1, port2 } = new MessageChannelMain()
    relay.attach(portOf(port1))
    event.sender.postMessage(PORT, Number(asker), [port2])
  })
  ipcMain.handle(
    SHELL,
    guarded((message) => answerShell(answers(), message)),
  )
  ipcMain.handle(
    DROP,
    guarded(async (message) => {
      const paths = Dropped.parse(message).filter((path) => path !== '') // what came from no file has no path
      return { places: await Promise.all(paths.map((path) => places.add(path, isCase(path) ? 'case' : 'input'))) }
    }),
  )
}

async function answerShell(answers: ReturnType<typeof shellAnswers> | undefined, message: unknown): Promise<unknown> {
  const { name, ask } = Asked.parse(message)
  if (!answers || !isShellCall(name))
    throw new FaultError('bad-request', `The shell knows no call ${name.slice(0, 60)}.`)
  const parsed = shellCalls[name].input.parse(ask)
  const answer: (parsed: never) => unknown = answers[name]
  return answer(parsed as never) // parsed by the schema of the same name
}

const isShellCall = (name: string): name is ShellCallName => Object.hasOwn(shellCalls, name)

function asReply(error: unknown): Reply<never> {
  if (error instanceof FaultError) return { ok: false, code: error.code, ...error.detail }
  if (error instanceof z.ZodError) return { ok: false, code: 'bad-request', message: z.prettifyError(error) }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return internal('The program could not do this. Its log on the error output says why.')
}

function portOf(port: MessagePortMain): Port {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }: { data: unknown }) => listener(data))
      port.start()
    },
  }
}
