/** An address as eight 16-bit groups; IPv4 stands in ::ffff:0:0/96 (RFC 4291, section 2.5.5.2), so both forms are equal. */
export type Address = readonly number[]
/** A network: its first address and how many leading bits count, of 128. */
export interface Net {
  readonly first: Address
  readonly bits: number
}

const OCTET = /^(0|[1-9][0-9]{0,2})$/
const GROUP = /^[0-9a-fA-F]{1,4}$/

/** Reads an IPv4 (four decimal octets) or IPv6 (RFC 4291, section 2.2) address; a zone (`%eth0`) is left out. */
export function readAddress(text: string): Address | undefined {
  if (text.length > 80) return undefined
  const [plain = ''] = text.split('%', 1)
  if (!plain.includes(':')) {
    const low = readOctets(plain)
    return low && [0, 0, 0, 0, 0, 0xffff, ...low]
  }
  return readGroups(plain)
}

function readOctets(text: string): number[] | undefined {
  const octets = text.split('.')
  if (octets.length !== 4 || !octets.every((one) => OCTET.test(one) && Number(one) < 256)) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = octets.map(Number)
  return [a * 256 + b, c * 256 + d]
}

function readGroups(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [first = '', second = ''] = halves
  const head = readHalf(first, halves.length === 1)
  const tail = readHalf(second, true)
  if (!head || !tail) return undefined
  if (halves.length === 1) return head.length === 8 ? head : undefined
  const gap = 8 - head.length - tail.length
  return gap < 1 ? undefined : [...head, ...Array.from({ length: gap }, () => 0), ...tail]
}

function readHalf(text: string, last: boolean): number[] | undefined {
  if (text === '') return []
  const words = text.split(':')
  const octets = last && words.at(-1)?.includes('.') ? words.splice(-1).join('') : undefined
  const tail = octets === undefined ? [] : readOctets(octets)
  if (!tail || !words.every((one) => GROUP.test(one))) return undefined
  return [...words.map((one) => Number.parseInt(one, 16)), ...tail]
}

/** Reads an address or a network in CIDR form (RFC 4632, section 3.1); bits beyond the prefix do not count. */
export function readNet(text: string): Net | undefined {
  const [address = '', prefix, ...more] = text.split('/')
  const first = readAddress(address)
  if (!first || more.length > 0) return undefined
  const width = address.includes(':') ? 128 : 32
  if (prefix === undefined) return { first, bits: 128 }
  if (!OCTET.test(prefix) || Number(prefix) > width) return undefined
  return { first, bits: Number(prefix) + 128 - width }
}

/** Whether an address belongs to a network. */
export function inNet(net: Net, address: Address): boolean {
  for (let group = 0, left = net.bits; left > 0; group++, left -= 16) {
    const mask = left >= 16 ? 0xffff : 0xffff & ~(0xffff >> left)
    if (((address[group] ?? 0) ^ (net.first[group] ?? 0)) & mask) return false
  }
  return true
}
