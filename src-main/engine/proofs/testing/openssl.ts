import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether openssl is there; tests that need it are skipped where it is not, and say so in their name. */
export const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0

/** openssl in a folder of its own: a test's authority. */
export interface Workshop {
  readonly run: (...args: readonly string[]) => string
  readonly put: (name: string, body: string | Uint8Array) => void
  readonly file: (name: string) => Uint8Array<ArrayBuffer>
  /** A P-256 key and its certificate with these extensions, by itself or by the issuer named. */
  readonly issue: (name: string, issuer: string | undefined, extensions: readonly string[], subject?: string) => void
  readonly remove: () => void
}

export const AUTHORITY = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']
export const LEAF = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature']

export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'proofline-openssl-'))
  const run = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  const issue: Workshop['issue'] = (name, issuer, extensions, subject = name) => {
    const add = extensions.flatMap((one) => ['-addext', one])
    const by = issuer === undefined ? [] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`]
    const out = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/O=Example/CN=${subject}`, '-days', '30']
    run('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', ...out, ...add, ...by)
  }
  return {
    run,
    issue,
    put: (name, body) => writeFileSync(join(folder, name), body),
    file: (name) => new Uint8Array(readFileSync(join(folder, name))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
