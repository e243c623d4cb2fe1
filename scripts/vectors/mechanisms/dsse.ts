import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readTrust, type Trust } from '../../../src-main/engine/crypto/trusted.ts'
import { eachCase, judge, partsOf, type Mechanism } from '../mechanism.ts'
import { fileBytes, signatureSays, trustIn } from '../signature-case.ts'

/** Every `.pub.pem` of the folder is relied upon; a case that holds its envelope and key inside stands alone. */
export const dsse: Mechanism = {
  name: 'dsse',
  run: async (folder) => {
    const keys = readdirSync(folder).filter((name) => name.endsWith('.pub.pem'))
    const trust = trustIn(...keys.map((name) => join(folder, name)))
    return eachCase(folder, async (name, expected) => {
      const [envelope = '', subject] = partsOf(name)
      const inside = subject === undefined ? specification(fileBytes(folder, envelope)) : undefined
      const said = await signatureSays({
        path: envelope,
        bytes: inside?.envelope ?? fileBytes(folder, envelope),
        beside: new Map(subject === undefined ? [] : [[subject, fileBytes(folder, subject)]]),
        trust: inside?.trust ?? trust,
      })
      return judge(name, expected, said)
    })
  },
}

interface Specification {
  readonly envelope?: unknown
  readonly key?: { readonly x_decimal: string; readonly y_decimal: string }
}

/** The vector of the specification gives its P-256 key as two decimal numbers. */
function specification(bytes: Uint8Array): { envelope: Uint8Array<ArrayBuffer>; trust: Trust } | undefined {
  const { envelope, key } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Specification
  if (envelope === undefined || key === undefined) return undefined
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(key.x_decimal), y: coordinate(key.y_decimal) }
  return {
    envelope: new TextEncoder().encode(JSON.stringify(envelope)),
    trust: readTrust(Buffer.from(JSON.stringify(jwk))),
  }
}

const coordinate = (decimal: string): string =>
  Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url')
