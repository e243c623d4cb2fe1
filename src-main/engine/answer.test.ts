import { expect, test } from 'vitest'
import { answerer } from './answer.ts'
import { handlersOf } from './handlers.ts'
import { Session } from './session.ts'

const nobody = (): void => undefined
const answer = answerer(handlersOf(new Session(nobody, nobody)), nobody)

test.each([
  ['place.add', { path: '/a.log', kind: 'input' }],
  ['rejections.export', { place: 'p' }],
])('the window is told that there is no call %s', async (name, ask) => {
  expect(await answer('window', name, ask)).toEqual({
    ok: false,
    code: 'bad-request',
    message: `There is no call ${name}.`,
  })
  expect(await answer('control', name, ask)).not.toMatchObject({ message: `There is no call ${name}.` })
})
