import { createHash } from 'node:crypto'
import { bundleVerdict, type Check } from '../../../core/verify/check.ts'
import type { Trust } from '../../crypto/trusted.ts'
import { proofKinds } from '../index.ts'
import type { Beside } from '../proof.ts'

/** Files by their paths. */
export type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** As much of a file as a kind of proof is shown to recognise it. */
const HEAD_BYTES = 4096

/** Files in memory as the files beside a proof; in pieces, as the program's own reading gives them. */
export function memoryBeside(files: Files, pieceBytes = 64 * 1024): Beside {
  const bytesOf = (path: string) => files.get(path) ?? new Uint8Array()
  return {
    paths: [...files.keys()],
    sha256: async (path) => createHash('sha256').update(bytesOf(path)).digest('hex'),
    read: async function* (path, signal) {
      const bytes = bytesOf(path)
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        signal?.throwIfAborted()
        yield bytes.subarray(at, at + pieceBytes)
      }
    },
  }
}

/** What the program says of the proof at that path: the kind that recognises it, and every check. */
export async function proofChecks(
  path: string,
  beside: Beside,
  bytes: Uint8Array<ArrayBuffer>,
  deps: { readonly trust: Trust; readonly now: Date },
): Promise<{ readonly kind?: string; readonly checks: readonly Check[] }> {
  const kind = proofKinds.find(({ recognise }) => recognise(path, bytes.subarray(0, HEAD_BYTES)))
  if (!kind) return { checks: [] }
  const checks: Check[] = []
  for await (const check of kind.check({ path, bytes }, beside, deps)) checks.push(check)
  return { kind: kind.id, checks }
}

/** The check that speaks for all: the first with the verdict of them together. */
export function speaking(checks: readonly Check[]): Check | undefined {
  const verdict = bundleVerdict(checks)
  return checks.find((check) => check.verdict === verdict)
}
