import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { contentOf } from '../../../src-main/engine/crypto/signed-content.ts'
import { readTrust } from '../../../src-main/engine/crypto/trusted.ts'
import { verifyJws } from '../../../src-main/engine/crypto/jws.ts'
import { judge, type Judged, type Mechanism } from '../mechanism.ts'
import { detached, fileBytes, signatureSays } from '../signature-case.ts'

const COOKBOOK = 'ietf-cookbook'

/** Every `.jwk.json` of the folder is relied upon; the files of the cookbook hold their own key and are all valid. */
export const jws: Mechanism = {
  name: 'jws',
  run: async (folder) => {
    const keys = readdirSync(folder).filter((name) => name.endsWith('.jwk.json'))
    const judged = await detached(folder, () => keys.map((name) => join(folder, name)))
    const cookbook = join(folder, COOKBOOK)
    const files = existsSync(cookbook) ? readdirSync(cookbook, { recursive: true, encoding: 'utf8' }) : []
    for (const file of files.filter((name) => name.endsWith('.json')).toSorted())
      judged.push(...(await runExample(folder, join(COOKBOOK, file))))
    return judged
  },
}

interface Example {
  readonly input: { readonly payload: string; readonly key: Record<string, string> }
  readonly output: Readonly<Record<string, unknown>>
}

async function runExample(folder: string, file: string): Promise<Judged[]> {
  const { input, output } = JSON.parse(Buffer.from(fileBytes(folder, file)).toString('utf8')) as Example
  const content = new TextEncoder().encode(input.payload)
  const judged: Judged[] = []
  for (const [form, value] of Object.entries(output)) {
    const bytes = new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
    const said = await says(input.key, bytes, content)
    judged.push(judge(`${file} (${form})`, { valid: true, reason: 'ok' }, said))
  }
  return judged
}

/** A secret comes from the auditor for one run only, so those cases ask the verifier itself. */
async function says(key: Example['input']['key'], bytes: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>) {
  if (key['kty'] === 'oct') {
    const secrets = [Buffer.from(key['k'] ?? '', 'base64url')]
    const trust = { keys: [], lists: [] }
    const [one] = await verifyJws({ signature: bytes, content: contentOf(content), trust, now: new Date(), secrets })
    return one ?? { verdict: 'not-offered' as const }
  }
  const { kty, kid, n, e, crv, x, y } = key
  const trust = readTrust(Buffer.from(JSON.stringify({ kty, kid, n, e, crv, x, y })))
  return signatureSays({ path: 'content.jws', bytes, beside: new Map([['content', content]]), trust })
}
