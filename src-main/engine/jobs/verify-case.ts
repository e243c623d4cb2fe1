import type { JobResult } from '../../contract/events.ts'
import { FaultError } from '../../contract/fault.ts'
import { type Check, type Verdict, bundleVerdict } from '../../core/verify/check.ts'
import type { SignatureCheck } from '../../core/verify/signature.ts'
import { caseVerdict, resultsDigest } from '../../core/custody/hold-results.ts'
import { verifyCms } from '../crypto/cms.ts'
import { sha256 } from '../crypto/digest.ts'
import { verifySsh } from '../crypto/sshsig.ts'
import { type Trust, joinTrust } from '../crypto/trusted.ts'
import { recordsInSpan } from '../query/records-in-span.ts'
import { auditPeriod } from '../store/audit-period.ts'
import { appendCustody } from '../store/custody-log.ts'
import { trustOf } from '../store/trusted-keys.ts'
import { type SuppliedRule, chainRuleIn, secretsIn } from '../supplied-chain.ts'
import { trustInFiles } from '../trust-files.ts'
import { custodyChecks } from '../verify/check-custody.ts'
import { verifyStored } from '../verify/verify-stored.ts'
import type { WritingContext } from './job.ts'

/** Namespace that an SSHSIG over a bundle must carry (docs/bundle-format.md). */
const BUNDLE_NAMESPACE = 'proofline-bundle'

export interface VerifyAsk {
  readonly bundle?: number | undefined
  /** Key files that count for this run only. */
  readonly trust: readonly string[]
  /** So do files of the secrets of HMAC chains, which are kept nowhere, and files of chain rules. */
  readonly secrets?: readonly string[]
  readonly chainRules?: readonly string[]
}

/** What one run relies on. */
interface Supplied {
  readonly trust: Trust
  readonly secrets: readonly (readonly Uint8Array[])[]
  readonly rules: readonly SuppliedRule[]
}

type Bundle = {
  readonly id: number
  readonly name: string
  readonly format: string
  readonly shape: 'files' | 'open-bundle'
}
type Result = JobResult<'verify'>

/** All checks over the case: each bundle's own, the case's keeping of it, and the custody chain; kept and entered as an act. */
export async function verifyCase(context: WritingContext, ask: VerifyAsk): Promise<Result> {
  const { db } = context
  const started = performance.now()
  const supplied = suppliedBy(db, ask)
  const bundles = db
    .prepare<[], Bundle>("SELECT id, name, format, shape FROM bundle WHERE state = 'complete' ORDER BY id")
    .all()
  const wanted = bundles.filter(({ id }) => ask.bundle === undefined || id === ask.bundle)
  if (ask.bundle !== undefined && wanted.length === 0)
    throw new FaultError('not-found', `The case holds no bundle ${ask.bundle}.`)
  const verified: Result['bundles'] = []
  const tookMs = new Map<number, number>()
  for (const bundle of wanted) {
    const begun = performance.now()
    verified.push(await verifyBundle(context, bundle, supplied))
    tookMs.set(bundle.id, Math.round(performance.now() - begun))
  }
  verified.push(...custodyChecks(db))
  const verdict = caseVerdict(verified)
  // a case that may only be read is verified all the same; the answer is then not kept
  if (!db.readonly) keep(context, { bundles: verified, supplied, tookMs })
  return { verdict, bundles: verified, seconds: Math.round(performance.now() - started) / 1000 }
}

const suppliedBy = (db: WritingContext['db'], { trust, secrets = [], chainRules = [] }: VerifyAsk): Supplied => ({
  trust: joinTrust([trustOf(db), trustInFiles(trust)]),
  secrets: secrets.map(secretsIn),
  rules: chainRules.map(chainRuleIn),
})

async function verifyBundle(
  context: WritingContext,
  { id, name, format, shape }: Bundle,
  { trust, secrets, rules }: Supplied,
): Promise<Result['bundles'][number]> {
  const { db, signal, tell } = context
  const checks: Check[] = []
  const deps = {
    trust,
    now: new Date(),
    period: auditPeriod(db),
    secrets: secrets.flat(),
    chainRules: rules.map(({ rule }) => rule),
    verifySignature: signatureBy(trust),
    recordsInSpan: (from: string, to: string) => recordsInSpan(db, id, from, to),
    signal,
    tell: (done: number, total: number, file: string) =>
      tell({ phase: `checking ${name}`, done, total, unit: 'bytes', file }),
  }
  for await (const check of verifyStored(db, { id, shape, format }, deps)) checks.push(check)
  return { id, name, format, verdict: bundleVerdict(checks), checks }
}

const signatureBy =
  (trust: Trust) =>
  (kind: 'cms' | 'sshsig', signed: Uint8Array, signature: Uint8Array): SignatureCheck =>
    kind === 'cms'
      ? verifyCms(signed, signature, trust, new Date())
      : verifySsh({ content: signed, signature, namespace: BUNDLE_NAMESPACE, trust, now: new Date() })

interface Kept {
  readonly bundles: Result['bundles']
  readonly supplied: Supplied
  readonly tookMs: ReadonlyMap<number, number>
}

/** The last verification of each bundle replaces the one before; the custody chain keeps that there was one. */
function keep({ db }: WritingContext, { bundles, supplied, tookMs }: Kept): void {
  const fingerprints = supplied.trust.keys.map(({ fingerprint }) => fingerprint)
  db.transaction(() => {
    for (const { id, name, verdict, checks } of bundles) {
      if (id === undefined) continue
      db.prepare('DELETE FROM check_result WHERE bundle = ?').run(id)
      db.prepare(
        `INSERT INTO check_run (bundle, checked_us, took_ms, trust, verdict) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (bundle) DO UPDATE SET checked_us = excluded.checked_us, took_ms = excluded.took_ms, trust = excluded.trust, verdict = excluded.verdict`,
      ).run(id, Date.now() * 1000, tookMs.get(id) ?? 0, JSON.stringify(fingerprints), verdict)
      const add = db.prepare('INSERT INTO check_result (bundle, ordinal, body) VALUES (?, ?, ?)')
      checks.forEach((check, ordinal) => add.run(id, ordinal, JSON.stringify(check)))
      appendCustody(db, 'chain-verified', {
        bundle: id,
        name,
        verdict,
        checks: checks.length,
        failed: countOf(checks, 'failed'),
        results_sha256: resultsDigest(checks, sha256),
        trust: fingerprints,
        ...actOf(supplied),
      })
    }
  })()
}

/** That a secret was supplied is entered, and nothing of it: from its hash a short one could be guessed. */
const actOf = ({ secrets, rules }: Supplied) => ({
  ...(secrets.length > 0 && { secretsSupplied: secrets.length }),
  ...(rules.length > 0 && { chainRules: rules.map((one) => ({ id: one.rule.id, sha256: one.sha256 })) }),
})

const countOf = (checks: readonly Check[], verdict: Verdict): number =>
  checks.filter((check) => check.verdict === verdict).length
