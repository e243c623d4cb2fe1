import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readTrust, type Trust } from '../../../src-main/engine/crypto/trusted.ts'
import { eachCase, judge, partsOf, type Expected, type Judged, type Mechanism } from '../mechanism.ts'
import { fileBytes, signatureSays, trustIn } from '../signature-case.ts'

/** Our own cases by `allowed_signers`, or the file of that kind that a case or its reason names; OpenSSH's by the key beside. */
export const sshsig: Mechanism = {
  name: 'sshsig',
  run: (folder) => eachCase(folder, (name, expected) => runCase(folder, name, expected)),
}

async function runCase(folder: string, name: string, expected: Expected): Promise<Judged> {
  const [signature = '', over = ''] = partsOf(name)
  const upstream = dirname(signature) !== '.'
  const content = upstream
    ? join(dirname(signature), 'signed-data')
    : over.startsWith('SHA256SUMS')
      ? over
      : 'SHA256SUMS'
  const said = await signatureSays({
    path: 'content.sig',
    bytes: fileBytes(folder, signature),
    beside: new Map([['content', fileBytes(folder, content)]]),
    trust: upstream ? upstreamTrust(folder, signature) : trustIn(join(folder, signersFile(name, expected.reason))),
  })
  return judge(name, expected, said)
}

function signersFile(name: string, reason: string): string {
  return /(?:^| )with (allowed_signers[\w.]*\w)/.exec(`${name} ${reason}`)?.[1] ?? 'allowed_signers'
}

/** The upstream cases name a key and a namespace: together they are a line of allowed_signers. */
function upstreamTrust(folder: string, signature: string): Trust {
  const key = join(folder, signature.replace(/\.sig$/, '.pub'))
  if (!existsSync(key)) return { keys: [], lists: [] }
  const namespace = Buffer.from(fileBytes(folder, dirname(signature), 'namespace'))
    .toString('utf8')
    .trim()
  const line = `signer namespaces="${namespace}" ${Buffer.from(fileBytes(key)).toString('utf8')}`
  try {
    return readTrust(Buffer.from(line))
  } catch {
    return { keys: [], lists: [] }
  }
}
