import type { ChainRule } from './rule.ts'

const HEX = '0123456789abcdef'
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A raw digest as the rule writes it, with its prefix. */
export function digestText(bytes: Uint8Array, { encoding, prefix }: ChainRule['digest']): string {
  return prefix + encoded(bytes, encoding)
}

function encoded(bytes: Uint8Array, encoding: ChainRule['digest']['encoding']): string {
  if (encoding === 'hex') return hex(bytes)
  if (encoding === 'HEX') return hex(bytes).toUpperCase()
  const padded = base64(bytes)
  return encoding === 'base64' ? padded : padded.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
}

/** Lower-case hex. */
export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15)
  return text
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const three = [0, 1, 2].reduce((sum, step) => (sum << 8) | (bytes[at + step] ?? 0), 0)
    const letters = [18, 12, 6, 0].map((shift) => BASE64.charAt((three >> shift) & 63))
    const left = Math.min(3, bytes.length - at)
    text += letters
      .slice(0, left + 1)
      .join('')
      .padEnd(4, '=')
  }
  return text
}

const lengths = { sha256: 32, sha384: 48, sha512: 64, sha1: 20, md5: 16 } as const

/** The raw digest behind a text of the rule's form; undefined where it is none. */
export function digestBytes(
  text: string,
  { algorithm, encoding, prefix }: ChainRule['digest'],
): Uint8Array | undefined {
  if (!text.startsWith(prefix)) return undefined
  const bare = text.slice(prefix.length)
  const bytes = encoding === 'hex' || encoding === 'HEX' ? fromHex(bare) : fromBase64(bare)
  return bytes?.length === lengths[algorithm] && encoded(bytes, encoding) === bare ? bytes : undefined
}

function fromHex(text: string): Uint8Array | undefined {
  if (text.length > 128 || !/^(?:[0-9a-fA-F]{2})*$/.test(text)) return undefined
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16))
}

function fromBase64(text: string): Uint8Array | undefined {
  const bare = text
    .replace(/={1,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  if (bare.length > 88 || !/^[A-Za-z0-9+/]*$/.test(bare)) return undefined
  const bytes: number[] = []
  for (let at = 0; at < bare.length; at += 4) {
    const four = Array.from(bare.slice(at, at + 4), (letter) => BASE64.indexOf(letter))
    const [a = 0, b = 0, c = 0, d = 0] = four
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d)
    bytes.length -= 4 - four.length
  }
  return Uint8Array.from(bytes)
}
