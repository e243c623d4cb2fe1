import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { JobResult } from '../../contract/events.ts'
import { FaultError } from '../../contract/fault.ts'
import { caseVerdict } from '../../core/custody/hold-results.ts'
import type { PackContent, PackRecord } from '../../core/pack/content.ts'
import { type Identity, readIdentity } from '../crypto/keys.ts'
import { sealPack } from '../export/seal-pack.ts'
import { readKeyFile } from '../key-file.ts'
import { caseHead } from '../query/case-head.ts'
import { completeness } from '../query/completeness.ts'
import { packContent } from '../query/pack-content.ts'
import { recordsWhole } from '../query/records-whole.ts'
import { type Asking, recordsOf } from '../query/result.ts'
import { verifyState } from '../query/verify-state.ts'
import { appendCustody, readCustody } from '../store/custody-log.ts'
import { custodyChecks } from '../verify/check-custody.ts'
import { heldResults } from '../verify/kept-results.ts'
import { askingOf } from './asking.ts'
import type { WritingContext } from './job.ts'
import { verifyCase } from './verify-case.ts'

export interface SealAsk {
  readonly out: string
  readonly reason: string
  readonly key: string
  readonly passphrase?: string | undefined
  readonly where: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const PAGE = 500

/** Seals a pack: the key opens first, kept verdicts are held against custody, what was never checked is checked, the act is entered before and after. */
export async function sealCase(context: WritingContext, ask: SealAsk): Promise<JobResult<'seal'>> {
  const { db } = context
  const identity = signerOf(ask)
  refuseContradicted(db)
  for (const bundle of verifyState(db).unchecked) await verifyCase(context, { bundle, trust: [] })
  const asking = askingOf(context)
  const scoped = recordsOf(asking, ask)
  const packId = randomUUID()
  const scope = { query: ask.where, ...scoped.range }
  const { total } = scoped.result
  db.transaction(() => {
    appendCustody(db, 'query-run', { query: ask.where, ...scoped.range, records: total })
    appendCustody(db, 'export-started', {
      pack: packId,
      name: basename(ask.out),
      reason: ask.reason,
      scope,
      records: total,
    })
  })()
  try {
    const content = contentOf(context, asking, ask, { packId, scope })
    const tell = (done: number, step: 'records' | 'files'): void =>
      context.tell({
        phase: step === 'records' ? 'writing records' : 'writing files',
        done,
        total: step === 'records' ? total : 0,
        unit: step,
      })
    const sealed = await sealPack({
      content,
      identity,
      out: ask.out,
      progress: ({ step, done }) => tell(done, step),
      signal: context.signal,
    })
    keep(context, ask, { packId, sealed, signer: content.custody.at(-1)?.actor ?? '' })
    return sealed
  } catch (error) {
    const why = error instanceof FaultError ? error.code : 'internal'
    db.transaction(() => appendCustody(db, 'export-failed', { pack: packId, why }))()
    throw error
  }
}

/** Whatever can be known to be wrong is said before anything is entered in the chain. */
function signerOf({ key, passphrase, out }: SealAsk): Identity {
  if (existsSync(out)) {
    throw new FaultError('output-exists', {
      message: `There is already a file ${basename(out)}.`,
      file: basename(out),
      remedy: 'Choose another name; a pack is never overwritten.',
    })
  }
  const identity = readIdentity(readKeyFile(key), passphrase)
  if (identity.kind === 'x509') return identity
  throw new FaultError('key-wrong', {
    message: `${basename(key)} is an OpenSSH key, which has no certificate; packs are signed with one.`,
    file: basename(key),
    remedy: 'Make a signing key with "proofline key new".',
  })
}

/** A pack repeats the verdicts that the case keeps, so they must be those that were entered when they were given. */
function refuseContradicted(db: WritingContext['db']): void {
  const [fault] = heldResults(db, readCustody(db)).faults
  if (!fault) return
  throw new FaultError('case-corrupt', {
    message: `${fault.message}: what the case keeps of that verification was changed, so nothing was sealed.`,
    remedy: 'Verify the case again, and find out who changed it.',
  })
}

type Sealing = { readonly packId: string; readonly scope: PackContent['scope'] }

function contentOf(context: WritingContext, asking: Asking, ask: SealAsk, { packId, scope }: Sealing): PackContent {
  const head = caseHead({ db: context.db, path: context.casePath, readOnly: false, close: () => {} }, [])
  const content = packContent(context.db, head, ask.reason, scope)
  // what is wrong with the case's own custody is told in the pack as verification tells it
  const bundles = [...content.verification.bundles, ...custodyChecks(context.db)]
  return {
    ...content,
    verification: { verdict: caseVerdict(bundles), bundles },
    completeness: completeness(asking, { from: ask.from, to: ask.to }, head),
    packId,
    sealedAt: `${new Date().toISOString().slice(0, 19)}Z`,
    records: pagesOf(context, asking, ask),
    custody: [...readCustody(context.db)],
  }
}

async function* pagesOf(
  { signal }: WritingContext,
  asking: Asking,
  { where, from, to }: SealAsk,
): AsyncGenerator<PackRecord> {
  for (let offset = 0; ; offset += PAGE) {
    if (signal.aborted) throw new FaultError('cancelled', 'Cancelled.')
    const page = recordsWhole(asking, { where, from, to, order: 'time', offset, limit: PAGE })
    for (const { timeUs: _us, timeNs: _ns, timeDigits: _digits, ...record } of page.records) yield record
    if (offset + PAGE >= page.total) return
    await new Promise(setImmediate)
  }
}

type Sealed = {
  readonly packId: string
  readonly sealed: Awaited<ReturnType<typeof sealPack>>
  readonly signer: string
}

function keep({ db }: WritingContext, { out, reason, where }: SealAsk, { packId, sealed, signer }: Sealed): void {
  const { sha256, bytes, fingerprint, records } = sealed
  const name = basename(out)
  db.transaction(() => {
    db.prepare(
      `INSERT INTO pack (id, name, sha256, bytes, reason, scope, records, sealed_us, signer, fingerprint)
       VALUES (:packId, :name, :sha256, :bytes, :reason, :where, :records, :sealedUs, :signer, :fingerprint)`,
    ).run({ packId, name, sha256, bytes, reason, where, records, sealedUs: Date.now() * 1000, signer, fingerprint })
    appendCustody(db, 'evidence-exported', {
      pack: packId,
      name,
      sha256,
      bytes: statSync(out).size,
      records,
      fingerprint,
    })
  })()
}
