/** One armoured block of a PEM text (RFC 7468): its label and the bytes inside. */
export interface PemBlock {
  readonly label: string
  readonly der: Uint8Array<ArrayBuffer>
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,64})-----\r?\n([A-Za-z0-9+/=\s]*?)-----END \1-----/g

/** Reads every whole block of a PEM text, in order; text outside blocks is allowed by RFC 7468, section 2, and left. */
export function readPem(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => ({
    label,
    der: new Uint8Array(Buffer.from(body, 'base64')),
  }))
}

/** One PEM block with lines of 64 characters and LF, as RFC 7468, section 2, wants it written. */
export function pemText(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** Whether bytes begin as PEM armour does. */
export function isPem(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4096)).includes('-----BEGIN ')
}
