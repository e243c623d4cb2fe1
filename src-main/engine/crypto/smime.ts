/** What an S/MIME message holds (RFC 8551): the CMS in DER, and where it is detached the content as it was signed. */
export interface SmimeParts {
  readonly der: Uint8Array<ArrayBuffer>
  readonly content?: Uint8Array<ArrayBuffer>
}

/** Header lines are looked for in this many first bytes. */
const MOST_HEADER_BYTES = 16 * 1024
const LINE_END = /\r?\n/

/** Whether bytes begin as the headers of an S/MIME message; looks no further than they do. */
export function isSmime(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, MOST_HEADER_BYTES)).toString('latin1')
  if (!/^[A-Za-z][A-Za-z0-9-]*:/.test(text) || /smime-type="?(auth-?)?enveloped/i.test(text)) return false
  return /^content-type:[^\n]*(multipart\/signed|application\/(x-)?pkcs7-(mime|signature))/im.test(text)
}

/** Takes an S/MIME message apart; undefined where it is none. */
export function readSmime(bytes: Uint8Array): SmimeParts | undefined {
  const message = isSmime(bytes) ? headersAndBody(Buffer.from(bytes).toString('latin1')) : undefined
  const type = message?.headers.get('content-type')
  if (!message || type === undefined) return undefined
  if (!/multipart\/signed/i.test(type)) return { der: fromBase64(message.body) }
  const [content, part, ...more] = partsBetween(message.body, boundaryOf(type))
  const signature = part === undefined ? undefined : headersAndBody(part)
  if (content === undefined || !signature || more.length > 0) return undefined
  return { der: fromBase64(signature.body), content: new Uint8Array(Buffer.from(content, 'latin1')) }
}

/** The line that parts the message; one that no line of text can be where the header names none. */
function boundaryOf(type: string): string {
  const [, quoted, bare] = /boundary=(?:"([^"\n]{1,200})"|([^\s;"]{1,200}))/i.exec(type) ?? []
  return `--${quoted ?? bare ?? '\n'}`
}

/** The texts between the lines of the boundary; the line end before a boundary belongs to it (RFC 2046, 5.1.1). */
function partsBetween(body: string, delimiter: string): string[] {
  const parts: string[] = []
  let from = lineStart(body, delimiter, 0)
  while (from !== -1 && parts.length < 3) {
    const begin = body.indexOf('\n', from) + 1
    const next = begin === 0 ? -1 : lineStart(body, delimiter, begin)
    if (next === -1) return parts
    const end = body[next - 2] === '\r' ? next - 2 : next - 1
    parts.push(body.slice(begin, Math.max(begin, end)))
    from = body.startsWith('--', next + delimiter.length) ? -1 : next
  }
  return parts
}

function lineStart(text: string, line: string, from: number): number {
  if (from === 0 && text.startsWith(line)) return 0
  const at = text.indexOf(`\n${line}`, Math.max(0, from - 1))
  return at === -1 ? -1 : at + 1
}

/** Headers by lower-case name, folded lines joined, and what follows the first empty line. */
export function headersAndBody(text: string): { headers: Map<string, string>; body: string } | undefined {
  const end = /\r?\n\r?\n/.exec(text.slice(0, MOST_HEADER_BYTES))
  if (!end) return undefined
  const headers = new Map<string, string>()
  const lines = text
    .slice(0, end.index)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(LINE_END)
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: text.slice(end.index + end[0].length) }
}

/** Text with every line ended by CR LF, as S/MIME signs it (RFC 8551, 3.1.1). */
export function withCrlf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(/\r?\n/g, '\r\n')
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'))
}
