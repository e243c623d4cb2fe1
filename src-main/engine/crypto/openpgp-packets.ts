/** One packet of an OpenPGP stream (RFC 9580, section 4.2). */
export interface OpenPgpPacket {
  readonly tag: number
  readonly body: Uint8Array
  /** With its header, as it came. */
  readonly whole: Uint8Array
}

interface Header {
  readonly tag: number
  readonly start: number
  readonly length: number
}

/** Splits bytes into packets of stated length; stops at the first that breaks the form, or that comes in parts. */
export function openPgpPackets(bytes: Uint8Array): OpenPgpPacket[] {
  const packets: OpenPgpPacket[] = []
  let at = 0
  while (at < bytes.length) {
    const header = packetHeader(bytes.subarray(at, at + 6))
    if (!header || at + header.start + header.length > bytes.length) break
    const whole = bytes.subarray(at, at + header.start + header.length)
    packets.push({ tag: header.tag, body: whole.subarray(header.start), whole })
    at += whole.length
  }
  return packets
}

/** The tag with which bytes begin, and the first octets of the packet's body; undefined where they begin no packet. */
export function firstOpenPgpPacket(bytes: Uint8Array): { readonly tag: number; readonly body: Uint8Array } | undefined {
  const header = packetHeader(bytes.subarray(0, 6))
  return header && { tag: header.tag, body: bytes.subarray(header.start, header.start + 6) }
}

function packetHeader(bytes: Uint8Array): Header | undefined {
  const first = bytes[0] ?? 0
  if ((first & 0x80) === 0) return undefined
  const view = Buffer.from(bytes)
  return (first & 0x40) === 0 ? legacyHeader(first, view) : newHeader(first, view)
}

function legacyHeader(first: number, view: Buffer): Header | undefined {
  const octets = [1, 2, 4][first & 3]
  if (octets === undefined || view.length < 1 + octets) return undefined
  return { tag: (first >> 2) & 0x0f, start: 1 + octets, length: view.readUIntBE(1, octets) }
}

function newHeader(first: number, view: Buffer): Header | undefined {
  const tag = first & 0x3f
  const one = view[1]
  if (one === undefined || (one >= 224 && one < 255)) return undefined
  if (one < 192) return { tag, start: 2, length: one }
  if (one < 224)
    return view.length < 3 ? undefined : { tag, start: 3, length: (one - 192) * 256 + view.readUInt8(2) + 192 }
  return view.length < 6 ? undefined : { tag, start: 6, length: view.readUInt32BE(2) }
}
