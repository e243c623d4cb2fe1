import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { joinTrust, readTrust, type Trust } from '../../../src-main/engine/crypto/trusted.ts'
import { readSigstoreBundle } from '../../../src-main/engine/crypto/sigstore/bundle.ts'
import { verifySigstore } from '../../../src-main/engine/crypto/sigstore/verify-sigstore.ts'
import { eachCase, judge, readExpected, type Expected, type Judged, type Mechanism, type Said } from '../mechanism.ts'

/** SOURCE.md: the identity of a case that has no file of its own for it. */
const IDENTITY =
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main'
const ISSUER = 'https://token.actions.githubusercontent.com'

/**
 * The reasons are first lines of prose, so the name of a case tells what it is about: a key, a time, or a whole part that is missing
 * are matters of trust and not-verifiable; everything else that must be rejected contradicts itself and fails, also a text with a line
 * missing below which the signature still stands.
 */
const NO_CONTRADICTION = /key|time|validity|\bno-|empty|missing-log-signature/

/** Bundles of sigstore-conformance. A case without its own trusted root is run against every root that other cases of the folder have. */
export const sigstoreBundle: Mechanism = {
  name: 'sigstore-bundle',
  async run(folder) {
    const others = [...readExpected(folder)].flatMap(([name]) => trustIn(join(folder, name, 'trusted_root.json')) ?? [])
    return eachCase(folder, (name, want) => judgedCase(folder, name, want, joinTrust(others)))
  },
}

async function judgedCase(folder: string, name: string, want: Expected, others: Trust): Promise<Judged> {
  const at = (file: string): string => join(folder, name, file)
  const rootGiven = existsSync(at('trusted_root.json'))
  const files = [at('trusted_root.json'), at('key.pub')].filter((file) => existsSync(file))
  const trusts = files.map(trustIn)
  const refused = trusts.includes(undefined)
  const trust = joinTrust([...trusts.filter((one) => one !== undefined), ...(rootGiven ? [] : [others])])
  const artifact = existsSync(at('artifact')) ? at('artifact') : join(folder, 'a.txt')
  const said: Said = refused
    ? { verdict: 'not-verifiable', state: 'unverifiable', message: 'the trusted root or key of the case is refused' }
    : await verifySigstore(readSigstoreBundle(readFileSync(at('bundle.sigstore.json'))), {
        file: () => [readFileSync(artifact)],
        trust,
        now: new Date(),
        ...(existsSync(at('key.pub')) ? {} : { identity: identityOf(at) }),
      })
  // What is wrong with a file of the auditor's own is no contradiction of the bundle.
  return judge(name, want, said, { rootGiven, contradiction: !refused && !NO_CONTRADICTION.test(name) })
}

const identityOf = (at: (file: string) => string) => ({
  name: textOf(at('identity')) ?? IDENTITY,
  issuer: textOf(at('issuer')) ?? ISSUER,
})

const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

function trustIn(file: string): Trust | undefined {
  try {
    return readTrust(readFileSync(file))
  } catch {
    return undefined
  }
}
