import { createHash } from 'node:crypto'
import { bundleVerdict, type Check } from '../../../core/verify/check.ts'
import type { Trust } from '../../crypto/trusted.ts'
import type { Beside, ProofKind } from '../proof.ts'

/** Files of a bundle by path, as text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>

const bytesOf = (file: string | Uint8Array = ''): Uint8Array<ArrayBuffer> =>
  new Uint8Array(typeof file === 'string' ? Buffer.from(file) : file)

/** Files in memory as what lies beside a proof; each is read in pieces of 100 bytes. */
export function filesBeside(files: Files): Beside {
  return {
    paths: Object.keys(files),
    sha256: (path) => Promise.resolve(createHash('sha256').update(bytesOf(files[path])).digest('hex')),
    async *read(path) {
      const bytes = bytesOf(files[path])
      for (let at = 0; at < bytes.length; at += 100) yield bytes.slice(at, at + 100)
    },
  }
}

/** Every check of one file among the files; undefined where it is not of this kind. */
export async function checksOf(
  kind: ProofKind,
  path: string,
  files: Files,
  trust: Trust,
): Promise<Check[] | undefined> {
  const bytes = bytesOf(files[path])
  if (!kind.recognise(path, bytes)) return undefined
  const checks: Check[] = []
  for await (const check of kind.check({ path, bytes }, filesBeside(files), {
    trust,
    now: new Date('2026-06-01T00:00:00Z'),
  })) {
    checks.push(check)
  }
  return checks
}

/** The verdict, then each check with its place and finer word. */
export function told(checks: readonly Check[] | undefined): string[] {
  if (!checks) return ['not this kind']
  return [
    bundleVerdict(checks),
    ...checks.map(({ check, verdict, state, kind }) => `${check} ${verdict} ${kind ?? state}`),
  ]
}
