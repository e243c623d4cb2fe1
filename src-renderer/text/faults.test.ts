import { expect, test } from 'vitest'
import { faultCodes } from '../../src-main/contract/fault.ts'
import { faultText } from './faults.ts'

test('every fault has a sentence and a remedy of its own', () => {
  const sentence = /^[A-Z].{10,}[.]$/u
  const without = faultCodes.filter((code) => {
    const { title, remedy } = faultText({ code, message: '' })
    return !sentence.test(title) || !sentence.test(remedy)
  })
  expect(without).toEqual([])
})

test('the engine’s own sentence stands where it says more, with its file and its remedy', () => {
  const own = {
    code: 'disk-full',
    message: 'it has 12 MB free, the pack needs 6.2 GB',
    file: 'usb-k4',
    remedy: 'Choose another place.',
  } as const
  expect(faultText(own)).toEqual({
    title: 'usb-k4: it has 12 MB free, the pack needs 6.2 GB',
    remedy: 'Choose another place.',
  })
})

test('a fault of ours shows no inner words', () => {
  expect(faultText({ code: 'internal', message: 'TypeError: x is not a function' }).title).not.toContain('TypeError')
})
