import { expect, test } from 'vitest'
import { inNet, readAddress, readNet } from './net.ts'

const holds = (net: string, address: string): boolean | undefined => {
  const [known, found] = [readNet(net), readAddress(address)]
  return known && found && inNet(known, found)
}

test.each([
  ['10.0.0.0/8', '10.255.0.1'],
  ['10.1.2.3/8', '10.9.9.9'],
  ['10.0.0.1', '::ffff:10.0.0.1'],
  ['0.0.0.0/0', '203.0.113.9'],
  ['2001:db8::/33', '2001:db8:7fff::1'],
  ['2001:DB8::1', '2001:0db8:0:0:0:0:0:1'],
  ['::/0', '1.2.3.4'],
  ['fe80::/10', 'fe80::1%eth0'],
  ['192.0.2.128/25', '192.0.2.255'],
])('%s holds %s', (net, address) => expect(holds(net, address)).toBe(true))

test.each([
  ['10.0.0.0/8', '11.0.0.1'],
  ['0.0.0.0/0', '2001:db8::1'],
  ['2001:db8::/33', '2001:db8:8000::1'],
  ['192.0.2.128/25', '192.0.2.127'],
  ['10.0.0.1', '10.0.0.2'],
])('%s does not hold %s', (net, address) => expect(holds(net, address)).toBe(false))

test.each([
  '',
  '10.0.0',
  '10.0.0.256',
  '010.0.0.1',
  '1.2.3.4.5',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
  ':::',
  '1:2:3:4:5:6:7::8',
  'x',
  '1.2.3.4::',
])('%j is no address', (text) => expect(readAddress(text)).toBeUndefined())
test('a text too long for an address is none', () => expect(readAddress('1'.repeat(90))).toBeUndefined())
test.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/08'])(
  '%j is no network',
  (text) => expect(readNet(text)).toBeUndefined(),
)
