import { z } from 'zod'
import { type CallName, type Handlers, calls } from '../contract/calls.ts'
import { FaultError, type Reply } from '../contract/fault.ts'
import type { Answerer } from '../contract/wire.ts'

/** Calls that name paths, or write what no window may show: the program around the window may ask them, the window never. */
const controlOnly: ReadonlySet<string> = new Set<CallName>(['place.add', 'rejections.export'])

const isCall = (name: string): name is CallName => Object.hasOwn(calls, name)

/** The one door of the engine: refuses a name or an ask that the contract does not know, turns faults into values. */
export function answerer(handlers: Handlers, log: (line: string) => void): Answerer {
  return async (door, name, ask) => {
    if (!isCall(name) || (door !== 'control' && controlOnly.has(name))) return refused(`There is no call ${name}.`)
    const checked = calls[name].input.safeParse(ask)
    if (!checked.success) return refused(`${name}: ${z.prettifyError(checked.error)}`)
    try {
      const handler = handlers[name] as (ask: unknown) => unknown
      return { ok: true, data: await handler(checked.data) }
    } catch (error) {
      return faulted(error, log)
    }
  }
}

const refused = (message: string): Reply<never> => ({ ok: false, code: 'bad-request', message })

/** A fault crosses with its data; our own bug crosses without its stack, which goes to the local log. */
function faulted(error: unknown, log: (line: string) => void): Reply<never> {
  if (error instanceof FaultError) return { ok: false, code: error.code, ...error.detail }
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return { ok: false, code: 'internal', message: 'The engine met a fault of its own; the case is untouched.' }
}
