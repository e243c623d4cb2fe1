import { expect, test } from 'vitest'
import { faultCodes } from '../../src-main/contract/fault.ts'
import { faultText, remedyText, sentence } from './faults.ts'

test('every fault has a sentence and a remedy of its own', () => {
  const isSentence = /^[A-Z].{10,}[.]$/u
  const without = faultCodes.filter((code) => {
    const { title, remedy } = faultText({ code, message: '' })
    return !isSentence.test(title) || !isSentence.test(remedy)
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

test.each([
  ['format-unknown', 'See "proofline formats"; name the format with --format where you know it.', 'Import as'],
  [
    'time-zone-needed',
    "Name the zone of the source's clock, for instance --source-zone Europe/Berlin.",
    'Zone of times',
  ],
  ['format-ambiguous', 'Say which: --format vault.audit or --format openbao.audit.', 'Import as'],
  ['unsupported', 'Verify it: "proofline verify-pack", or Evidence, Verify a pack.', 'Verify it: Evidence'],
  ['key-wrong', 'make a signing identity with `proofline key new`', 'under Evidence'],
])('a remedy of %s by command is said in words of the window', (code, own, words) => {
  expect(remedyText(code, own)).toContain(words)
  expect(remedyText(code, own)).not.toMatch(/--|proofline /u)
})

test('a code that is not known has only the remedy it brought', () => {
  expect(remedyText('of-tomorrow', undefined)).toBe('')
  expect(remedyText('of-tomorrow', 'Wait.')).toBe('Wait.')
})

test('a sentence that another follows ends, once', () => {
  expect(sentence('the gzip stream ends too early')).toBe('the gzip stream ends too early.')
  expect(sentence('It is empty.')).toBe('It is empty.')
  expect(sentence('Which?')).toBe('Which?')
  expect(sentence('')).toBe('')
})

test('a fault of ours shows no inner words', () => {
  expect(faultText({ code: 'internal', message: 'TypeError: x is not a function' }).title).not.toContain('TypeError')
})
