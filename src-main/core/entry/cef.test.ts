import { expect, test } from 'vitest'
import { readCef } from './cef.ts'

const TWICE = 'a key stands twice in the line with different values: which one its source wrote cannot be told'

test('header, extension and labels', () => {
  const line = String.raw`Mar 1 host CEF:0|V|P \| Q|1|7|Log on|5|suser=a b msg=x\=y cs3=f cs3Label=Folder suser=a b`
  expect(readCef(line)).toMatchObject({
    deviceProduct: 'P | Q',
    signatureId: '7',
    suser: 'a b',
    msg: 'x=y',
    Folder: 'f',
  })
})

test.each([
  ['suser=a reason=x suser=b', 'another actor'],
  ['suser=a signatureId=8', 'a field of the header'],
])('%s is refused: %s', (extension) => {
  expect(readCef(`CEF:0|V|P|1|7|Log on|5|${extension}`)).toBe(TWICE)
})
