import { expect, test } from 'vitest'
import { connect, type Port, serve } from '../contract/wire.ts'
import type { EngineProcess } from './engine-process.ts'
import { Relay } from './relay.ts'

/** An engine of the real wire in this process, that can be killed. */
function engines() {
  const started: { die: () => void }[] = []
  const start = (): EngineProcess => {
    const inbound: ((message: unknown) => void)[] = []
    const outbound: ((message: unknown) => void)[] = []
    const exits: ((code: number | null) => void)[] = []
    const port: Port = {
      send: (message) => outbound.forEach((listener) => listener(structuredClone(message))),
      onMessage: (listener) => void inbound.push(listener),
    }
    const served = serve(port, async (door, name, ask) => {
      if (name === 'hang') return Promise.withResolvers<never>().promise
      if (name === 'tell') served.push('case.changed', ask)
      return { ok: true, data: { door, name, engine: started.length } }
    })
    const end = (): void => exits.forEach((listener) => listener(1))
    started.push({ die: end })
    return {
      send: (message) => inbound.forEach((listener) => listener(structuredClone(message))),
      onMessage: (listener) => void outbound.push(listener),
      onExit: (listener) => void exits.push(listener),
      stop: end,
    }
  }
  return { start, started }
}

function windowEnds(): { shellSide: Port; windowSide: Port } {
  const [shellHears, windowHears]: ((message: unknown) => void)[][] = [[], []]
  return {
    shellSide: {
      send: (message) => windowHears?.forEach((listener) => listener(structuredClone(message))),
      onMessage: (listener) => void shellHears?.push(listener),
    },
    windowSide: {
      send: (message) => shellHears?.forEach((listener) => listener(structuredClone(message))),
      onMessage: (listener) => void windowHears?.push(listener),
    },
  }
}

test('each asker gets its own answers, and the window only its own door', async () => {
  const { start } = engines()
  const middle = new Relay(start)
  const { shellSide, windowSide } = windowEnds()
  middle.attach(shellSide)
  const forging = connect(windowSide, 'control')
  const honest = connect(windowSide, 'window')
  void forging
    .call('place.add', { path: '/etc/shadow' })
    .then(() => expect.unreachable('answered at a door not its own'))
  expect(await honest.call('case.head', {})).toMatchObject({ ok: true, data: { door: 'window' } })
  expect(await middle.control.call('place.add', {})).toMatchObject({ ok: true, data: { door: 'control' } })
})

test('an engine that dies answers what hangs, is told, and comes back', async () => {
  const { start, started } = engines()
  const middle = new Relay(start)
  const { shellSide, windowSide } = windowEnds()
  middle.attach(shellSide)
  const wire = connect(windowSide, 'window')
  const heard: unknown[] = []
  for (const event of ['engine.lost', 'engine.back']) wire.on(event, (payload) => heard.push([event, payload]))
  const hanging = [wire.call('hang', {}), middle.control.call('hang', {})]
  started[0]?.die()
  for (const reply of await Promise.all(hanging)) expect(reply).toMatchObject({ ok: false, code: 'internal' })
  expect(heard).toEqual([
    ['engine.lost', { again: true }],
    ['engine.back', {}],
  ])
  expect(await wire.call('case.head', {})).toMatchObject({ ok: true, data: { engine: 2 } })
})

test('one that keeps dying is left dead, and says so', async () => {
  const { start, started } = engines()
  const middle = new Relay(start, () => 0)
  const { shellSide, windowSide } = windowEnds()
  middle.attach(shellSide)
  const wire = connect(windowSide, 'window')
  const again: unknown[] = []
  wire.on('engine.lost', (payload) => again.push(payload))
  for (let end = 0; end < 5; end += 1) started.at(-1)?.die()
  expect(started).toHaveLength(5)
  expect(again.at(-1)).toEqual({ again: false })
  expect(await wire.call('case.head', {})).toMatchObject({ ok: false, code: 'internal' })
  expect(await middle.control.call('case.head', {})).toMatchObject({ ok: false, code: 'internal' })
})

test('a stopped engine is not started again', () => {
  const { start, started } = engines()
  new Relay(start).stop()
  expect(started).toHaveLength(1)
})

test('a reloaded window takes over: the old port hears no more', async () => {
  const { start } = engines()
  const middle = new Relay(start)
  const [before, after] = [windowEnds(), windowEnds()]
  middle.attach(before.shellSide)
  const old = connect(before.windowSide, 'window')
  middle.attach(after.shellSide)
  const heard: string[] = []
  old.on('case.changed', () => heard.push('old'))
  const fresh = connect(after.windowSide, 'window', 1000)
  fresh.on('case.changed', () => heard.push('fresh'))
  await fresh.call('tell', {})
  expect(heard).toEqual(['fresh'])
})
