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
  [String.raw`msg=C:\\new\\list`, String.raw`C:\new\list`, 'a backslash that is written as two begins no line end'],
  [String.raw`msg=one\ntwo\rthree`, 'one\ntwo\rthree', 'line ends'],
  [String.raw`msg=a\=b\|c\d`, String.raw`a=b|c\d`, 'signs, and a backslash before what is none'],
])('%s is %j: %s', (extension, msg) => {
  expect(readCef(`CEF:0|V|P|1|7|Log on|5|${extension}`)).toMatchObject({ msg })
})

test.each([
  [String.raw`CEF:0|V|a\\|1|7|Log on|5|`, 'a\\', 'a backslash at the end of a field'],
  [String.raw`CEF:0|V|a\b|1|7|Log on|5|`, String.raw`a\b`, 'a backslash before what is no sign'],
])('%s has the product %j: %s', (line, deviceProduct) => {
  expect(readCef(line)).toMatchObject({ deviceProduct, severity: '5' })
})

test.each([
  ['CEF:0|V|P|1|7|Log on|5', 'the header has fewer than seven fields'],
  [String.raw`CEF:0|V|P|1|7|Log on|5\|`, 'the header has fewer than seven fields'],
  ['CEF:0|V|P|1|7|Log on|5\\', 'the header has fewer than seven fields'],
  ['0|V|P|1|7|Log on|5|', 'no `CEF:` stands in the line'],
  [`CEF:0|${'x'.repeat(1024 * 1024)}`, 'the line is longer than 1 Mi characters'],
])('%s is none', (line, reason) => {
  expect(readCef(line)).toBe(reason)
})

test('a label makes no prototype, and takes no name that is there', () => {
  const read = readCef('CEF:0|V|P|1|7|Log on|5|suser=a cs1=x cs1Label=suser cs2=y cs2Label=__proto__ cs3=z cs3Label=')
  expect(read).toMatchObject({ suser: 'a' })
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  expect(Object.keys(read)).not.toContain('')
})

test.each([
  ['suser=a reason=x suser=b', 'another actor'],
  ['suser=a signatureId=8', 'a field of the header'],
])('%s is refused: %s', (extension) => {
  expect(readCef(`CEF:0|V|P|1|7|Log on|5|${extension}`)).toBe(TWICE)
})
