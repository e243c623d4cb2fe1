import { bundleVerdict, type Check } from '../../../core/verify/check.ts'
import { verifyCms } from '../../crypto/cms.ts'
import type { Trust } from '../../crypto/trusted.ts'
import { recordsInSpan } from '../../query/records-in-span.ts'
import { caseFolder } from '../../testing/case-folder.ts'
import { verifyStored } from '../verify-stored.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

const NOW = new Date('2025-04-01T06:00:00Z')
const NONE: Trust = { keys: [], lists: [] }

/** Imports files, or the folders they lie in, into a case of their own and verifies every bundle that came of them. */
export async function verifiedFiles(files: Files, trust = NONE, asFiles = false) {
  using at = caseFolder()
  for (const [name, bytes] of Object.entries(files)) at.write(name, bytes)
  const { bundles, refused } = await at.import(
    [...new Set(Object.keys(files).map((name) => name.replace(/\/.*/, '')))],
    { asFiles },
  )
  const found: { format: string; shape: string; records: number; checks: Check[]; verdict: string }[] = []
  for (const { id, format, records } of bundles) {
    const shape = at.db
      .prepare<[number], 'files' | 'open-bundle'>('SELECT shape FROM bundle WHERE id = ?')
      .pluck()
      .get(id)
    const checks: Check[] = []
    const deps = {
      trust,
      recordsInSpan: (from: string, to: string) => recordsInSpan(at.db, id, from, to),
      now: NOW,
      verifySignature: (_: unknown, signed: Uint8Array, signature: Uint8Array) =>
        verifyCms(signed, signature, trust, NOW),
    }
    for await (const check of verifyStored(at.db, { id, shape: shape ?? 'files', format }, deps)) checks.push(check)
    found.push({ format, shape: shape ?? '', records, checks, verdict: bundleVerdict(checks) })
  }
  return { found, refused }
}

/** Each proof check as `check verdict file`. */
export const proofsIn = (checks: readonly Check[] = []): string[] =>
  checks.filter(({ level }) => level === 'proof').map(({ check, verdict, file }) => `${check} ${verdict} ${file ?? ''}`)
