import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { JobResult } from '../../contract/events.ts'
import { FaultError } from '../../contract/fault.ts'
import { formats } from '../../core/formats/index.ts'
import type { PackBundle, PackContent, PackRecord } from '../../core/pack/content.ts'
import { openColumns } from '../columns/case-columns.ts'
import { readIdentity } from '../crypto/keys.ts'
import { sealPack } from '../export/seal-pack.ts'
import { readKeyFile } from '../key-file.ts'
import { caseHead } from '../query/case-head.ts'
import { recordsWhole } from '../query/records-whole.ts'
import { type Asking, recordsOf } from '../query/result.ts'
import { verifyState } from '../query/verify-state.ts'
import { appendCustody, readCustody } from '../store/custody-log.ts'
import { ledgersOf } from '../store/imported-bundle.ts'
import { tool } from '../tool.ts'
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

/** Seals a pack: the key opens first, what was never checked is checked, the act is entered before and after. */
export async function sealCase(context: WritingContext, ask: SealAsk): Promise<JobResult<'seal'>> {
  const { db } = context
  const identity = readIdentity(readKeyFile(ask.key), ask.passphrase)
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

function askingOf({ db, casePath }: WritingContext): Asking {
  const head = caseHead({ db, path: casePath, readOnly: false, close: () => {} }, [])
  const last = db
    .prepare<[], { us: number | null }>("SELECT max(last_us) AS us FROM bundle WHERE state = 'complete'")
    .get()
  return { db, columns: openColumns(db), zone: head.zone, lastUs: last?.us ?? undefined }
}

type Sealing = { readonly packId: string; readonly scope: PackContent['scope'] }

function contentOf(context: WritingContext, asking: Asking, ask: SealAsk, { packId, scope }: Sealing): PackContent {
  const { db, casePath } = context
  const head = caseHead({ db, path: casePath, readOnly: false, close: () => {} }, [])
  const { verdict, bundles } = verifyState(db)
  return {
    packId,
    sealedAt: `${new Date().toISOString().slice(0, 19)}Z`,
    tool,
    case: {
      name: head.name,
      title: head.title,
      auditor: head.auditor,
      organisation: head.organisation,
      period: head.period,
      zone: head.zone,
    },
    reason: ask.reason,
    scope,
    bundles: packBundles(context),
    verification: { verdict, bundles },
    blindSpots: blindSpots(context),
    records: pagesOf(context, asking, ask),
    custody: [...readCustody(db)],
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

function packBundles({ db }: WritingContext): PackBundle[] {
  type Row = {
    readonly id: number
    readonly name: string
    readonly format: string
    readonly first: string | null
    readonly last: string | null
    readonly startedUs: number
  }
  const rows = db
    .prepare<[], Row>(
      "SELECT id, name, format, first_time AS first, last_time AS last, started_us AS startedUs FROM bundle WHERE state = 'complete' ORDER BY id",
    )
    .all()
  const by = db
    .prepare<[number], string>(
      "SELECT actor FROM custody WHERE event = 'bundle-imported' AND json_extract(detail, '$.bundle') = ? LIMIT 1",
    )
    .pluck()
  return rows.map(({ first, last, startedUs, ...row }) => {
    const importedBy = by.get(row.id)
    return {
      ...row,
      imported: new Date(startedUs / 1000).toISOString(),
      ...(importedBy !== undefined && { importedBy }),
      ...(first !== null && { first }),
      ...(last !== null && { last }),
      files: ledgersOf(db, row.id),
    }
  })
}

/** What a reader of a negative answer must know: what the sources never record, and what was rejected. */
function blindSpots({ db }: WritingContext): string[] {
  const used = new Set(
    db.prepare<[], string>("SELECT DISTINCT format FROM bundle WHERE state = 'complete'").pluck().all(),
  )
  const rejected =
    db.prepare<[], number>("SELECT coalesce(sum(rejected), 0) FROM bundle WHERE state = 'complete'").pluck().get() ?? 0
  const spots = formats
    .filter(({ id }) => used.has(id))
    .flatMap(({ title, blindSpots: known }) => known.map((spot) => `${title}: ${spot}`))
  return rejected > 0
    ? [...spots, `${rejected} lines could not be read and are no records; the case keeps them with their reasons.`]
    : spots
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
      'INSERT INTO pack (id, name, sha256, bytes, reason, scope, records, sealed_us, signer, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(...[packId, name, sha256, bytes, reason, where, records, Date.now() * 1000, signer, fingerprint])
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
