import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newGate, shutGate, throughGate } from './gate.ts'

test('a step goes through an open gate, and its fault too', () => {
  const gate = newGate()
  expect(throughGate(gate, () => 7)).toBe(7)
  expect(() =>
    throughGate(gate, () => {
      throw new RangeError('too long')
    }),
  ).toThrow('too long')
  shutGate(gate) // returns at once: nobody is inside
})

test('threads that compress are terminated at any moment, and the process goes on', () => {
  const program = fileURLToPath(new URL('testing/end-threads.ts', import.meta.url))
  expect(execFileSync(process.execPath, [program, '60'], { encoding: 'utf8' })).toBe('all ended\n')
})
