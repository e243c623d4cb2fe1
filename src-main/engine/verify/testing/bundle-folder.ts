import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { GENESIS, chainLine, linkHash } from '../../../core/bundle/chain-text.ts'
import { chainPath } from '../../../core/bundle/layout.ts'
import type { Check } from '../../../core/verify/check.ts'
import { verifyCms } from '../../crypto/cms.ts'
import { sha256 } from '../../crypto/digest.ts'
import { newIdentity, readIdentity } from '../../crypto/keys.ts'
import { verifySsh } from '../../crypto/sshsig.ts'
import { readTrust } from '../../crypto/trusted.ts'
import type { Trust } from '../../crypto/trusted.ts'
import { openFolderLike } from '../../intake/folder-like.ts'
import { makeBundle } from '../../jobs/make-bundle.ts'
import { verifyOpenBundle } from '../verify-open-bundle.ts'

export const NOW = new Date('2025-04-01T06:00:00Z')
const pem = Buffer.from(newIdentity({ name: 'Test exporter', algorithm: 'ecdsa-p256', now: NOW }))
const quiet = { signal: new AbortController().signal, tell: () => undefined }
export const nobody: Trust = { keys: [], lists: [] }
/** Who signs the bundles of tests. */
export const exporter: Trust = readTrust(pem)

/** A signed bundle in a folder of its own, to be changed by hand. */
export class BundleFolder implements Disposable {
  readonly top = mkdtempSync(join(tmpdir(), 'proofline-bundle-'))
  readonly bag = join(this.top, 'bag')

  async make(logs: Readonly<Record<string, string | Uint8Array>>, out = this.bag): Promise<void> {
    const inputs = Object.entries(logs).map(([name, body]) => {
      const path = join(this.top, name)
      writeFileSync(path, body)
      return path
    })
    const ask = { reason: 'Test', exporter: 'tester', host: 'host', tool: 'test 1', system: 'vault', now: NOW }
    const period = { from: '2025-01-01', to: '2025-03-31' }
    await makeBundle(quiet, { ...ask, inputs, out, period, signer: readIdentity(pem) })
  }

  [Symbol.dispose](): void {
    rmSync(this.top, { recursive: true, force: true })
  }

  path(name: string): string {
    return join(this.bag, name)
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'latin1')
  }

  edit(name: string, change: (text: string) => string): void {
    writeFileSync(this.path(name), change(this.read(name)), 'latin1')
  }

  lines(name: string, change: (lines: string[]) => string[]): void {
    this.edit(name, (text) => `${change(text.slice(0, -1).split('\n')).join('\n')}\n`)
  }

  remove(name: string): void {
    rmSync(this.path(name))
  }

  /** What a forger does who knows the format and has no key: the chain of a log, then the declaration. */
  rechain(log: string): void {
    const lines = this.read(log).slice(0, -1).split('\n')
    const closing = this.read('export.json').slice(0, -1)
    let link = GENESIS
    let text = ''
    for (const [index, line] of [...lines, closing].entries()) {
      const lineHash = createHash('sha256').update(line, 'latin1').digest('hex')
      link = linkHash(link, lineHash, sha256)
      text += chainLine(index + 1, lineHash, link)
    }
    writeFileSync(this.path(chainPath(log)), text)
    const declaration = JSON.parse(this.read('bundle.json'))
    declaration.files[0].lines = lines.length
    declaration.files[0].link = link
    writeFileSync(this.path('bundle.json'), JSON.stringify(declaration))
  }

  /** And both manifests, with the payload's size. */
  remanifest(): void {
    const files = readdirSync(this.bag, { recursive: true, encoding: 'utf8' })
      .map((name) => relative('.', name))
      .filter((name) => statSync(this.path(name)).isFile())
    const line = (name: string): string =>
      `${createHash('sha256')
        .update(readFileSync(this.path(name)))
        .digest('hex')}  ${name}\n`
    const logs = files.filter((name) => name.startsWith('data/'))
    const bytes = logs.reduce((sum, name) => sum + statSync(this.path(name)).size, 0)
    this.edit('bag-info.txt', (text) => text.replace(/Payload-Oxum: .*/, `Payload-Oxum: ${bytes}.${logs.length}`))
    writeFileSync(this.path('manifest-sha256.txt'), logs.map(line).join(''))
    const tags = files.filter((name) => !name.startsWith('data/') && !name.startsWith('tagmanifest'))
    writeFileSync(this.path('tagmanifest-sha256.txt'), tags.map(line).join(''))
  }

  /** Every file of the bag, by its path below `bag/`. */
  files(): Record<string, Uint8Array> {
    const names = readdirSync(this.bag, { recursive: true, encoding: 'utf8' })
    const files = names.filter((name) => statSync(this.path(name)).isFile())
    return Object.fromEntries(files.map((name) => [`bag/${name.replaceAll('\\', '/')}`, readFileSync(this.path(name))]))
  }

  verify(trust: Trust = exporter, path = this.bag): Promise<Check[]> {
    return verifyPath(path, trust)
  }
}

export async function verifyPath(path: string, trust: Trust): Promise<Check[]> {
  const bag = await openFolderLike(path)
  if (!bag) throw new Error(`${path} is no folder and no archive`)
  const checks: Check[] = []
  const deps = {
    verifySignature: (kind: 'cms' | 'sshsig', content: Uint8Array, signature: Uint8Array) =>
      kind === 'cms'
        ? verifyCms(content, signature, trust, NOW)
        : verifySsh({ content, signature, namespace: 'proofline-bundle', trust, now: NOW }),
    recordsInSpan: () => ({ covered: 1, outside: 0 }),
  }
  for await (const check of verifyOpenBundle(bag, deps)) checks.push(check)
  return checks
}
