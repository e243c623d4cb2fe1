import { expect, test } from 'vitest'
import { connect, ENGINE_LOST, type Port, serve } from './wire.ts'

/** Two ends of a cable that copies as a real transport does. */
function cable(): { near: Port; far: Port } {
  const ends: ((message: unknown) => void)[][] = [[], []]
  const end = (own: number): Port => ({
    send: (message) => {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => {
        for (const listener of ends[1 - own] ?? []) listener(copy)
      })
    },
    onMessage: (listener) => void ends[own]?.push(listener),
  })
  return { near: end(0), far: end(1) }
}

test('an answer finds its question, whatever the order', async () => {
  const { near, far } = cable()
  const release = Promise.withResolvers<void>()
  serve(far, async (door, name, ask) => {
    if (name === 'slow') await release.promise
    else release.resolve()
    return { ok: true, data: { door, name, ask } }
  })
  const wire = connect(near, 'window')
  const answers = await Promise.all([wire.call('slow', 1), wire.call('quick', 2)])
  expect(answers).toEqual([
    { ok: true, data: { door: 'window', name: 'slow', ask: 1 } },
    { ok: true, data: { door: 'window', name: 'quick', ask: 2 } },
  ])
})

test('events reach their listeners until they are taken off', async () => {
  const { near, far } = cable()
  const served = serve(far, async () => ({ ok: true, data: null }))
  const wire = connect(near)
  const heard: unknown[] = []
  const off = wire.on('job.progress', (payload) => heard.push(payload))
  served.push('job.progress', { done: 1 })
  served.push('other', {})
  await wire.call('any', {})
  off()
  served.push('job.progress', { done: 2 })
  await wire.call('any', {})
  expect(heard).toEqual([{ done: 1 }])
})

const lost = { ok: false, code: 'internal' }

test('a dead engine answers what is pending, and rejects nothing', async () => {
  const { near, far } = cable()
  const wire = connect(near)
  const asked = wire.call('never', {})
  far.send({ event: ENGINE_LOST, payload: { again: true } })
  expect(await asked).toMatchObject(lost)
})

test('a closed wire answers at once', async () => {
  const wire = connect(cable().near)
  const asked = wire.call('never', {})
  wire.close('The engine is gone.')
  expect(await asked).toMatchObject({ ...lost, message: 'The engine is gone.' })
  expect(await wire.call('later', {})).toMatchObject(lost)
})

test('what cannot be copied is answered on either side', async () => {
  const { near, far } = cable()
  serve(far, async () => ({ ok: true, data: () => 'a function' }))
  const wire = connect(near)
  expect(await wire.call('ask', () => 'a function')).toMatchObject(lost)
  expect(await wire.call('answer', {})).toMatchObject(lost)
})

test('a handler that throws is answered without its stack', async () => {
  const { near, far } = cable()
  serve(far, () => Promise.reject(new Error('secret path /home/x')))
  const answer = await connect(near).call('case.open', {})
  expect(answer).toMatchObject(lost)
  expect(JSON.stringify(answer)).not.toContain('secret path')
})

for (const hostile of [
  null,
  7,
  'text',
  {},
  { id: 1 },
  { id: 1, name: 'a', ask: {}, door: 'root' },
  { id: '1', name: 'a', door: 'window' },
]) {
  test(`no question, no answer: ${JSON.stringify(hostile)}`, async () => {
    const { near, far } = cable()
    let asked = 0
    serve(far, async () => {
      asked += 1
      return { ok: true, data: null }
    })
    near.send(hostile)
    await connect(near).call('real', {})
    expect(asked).toBe(1)
  })
}

test('an answer for another door or another window is left alone', async () => {
  const { near, far } = cable()
  const wire = connect(near, 'window', 500)
  const asked = wire.call('x', {})
  far.send({ id: 500, door: 'control', reply: { ok: true, data: 'not yours' } })
  far.send({ id: 1, door: 'window', reply: { ok: true, data: 'of the window before' } })
  far.send({ id: 500, door: 'window', reply: { ok: true, data: 'yours' } })
  expect(await asked).toEqual({ ok: true, data: 'yours' })
})
