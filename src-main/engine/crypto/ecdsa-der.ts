/** An ECDSA signature as DER (RFC 3279, section 2.2.3) from its two numbers, big endian, without sign octet. */
export function ecdsaDer(r: Uint8Array, s: Uint8Array): Buffer {
  const body = Buffer.concat([derInteger(r), derInteger(s)])
  return Buffer.concat([Buffer.from(body.length < 0x80 ? [0x30, body.length] : [0x30, 0x81, body.length]), body])
}

function derInteger(number: Uint8Array): Buffer {
  const first = number.findIndex((octet) => octet !== 0)
  const bare = first < 0 ? Buffer.from([0]) : Buffer.from(number.subarray(first))
  const body = bare.readUInt8(0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bare]) : bare
  return Buffer.concat([Buffer.from([2, body.length]), body])
}
