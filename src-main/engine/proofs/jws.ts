import { verifyJws } from '../crypto/jws.ts'
import { jsonObject } from '../crypto/json-object.ts'
import { fileSignature, headText } from './file-signature.ts'

const COMPACT = /^\s*(ey[A-Za-z0-9_-]{2,2000})\.[^.]*(?:\.[A-Za-z0-9_-]*\s*)?$/
const NAME = /\.jws(?:\.json)?$/i
const MEMBERS = [/"(?:protected|header)"\s*:/, /"signatures?"\s*:/]

/** `FILE.jws` beside FILE, detached or with the file inside; compact or JSON. */
export const jws = fileSignature({
  id: 'jws',
  title: 'JWS signature',
  recognise: (path, head) => NAME.test(path) || isJws(headText(head)),
  verify: verifyJws,
})

function isJws(text: string): boolean {
  if (text.trimStart().startsWith('{'))
    return MEMBERS.every((member) => member.test(text)) && !text.includes('"payloadType"')
  const head = COMPACT.exec(text)?.[1]
  return head !== undefined && typeof jsonObject(Buffer.from(head, 'base64url'))?.['alg'] === 'string'
}
