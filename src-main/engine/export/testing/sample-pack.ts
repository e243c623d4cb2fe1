import { createHash } from 'node:crypto'
import { nextEntry, type CustodyEntry } from '../../../core/custody/custody.ts'
import { resultsDigest } from '../../../core/custody/hold-results.ts'
import type { PackContent, PackRecord, PackVerification } from '../../../core/pack/content.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Records with what is dangerous in a spreadsheet, hard in XML and hard in CSV among plain ones. */
export const hardTexts: readonly string[] = [
  '=HYPERLINK("http://example.org","x")',
  "'already",
  '+1',
  '-1',
  '@cmd',
  '\tTAB',
  '\rCR',
  '\nLF',
  '\0NUL',
  'a,"b"\r\nc',
  '_x0041_',
  '<b>&amp;</b>',
  'zwölf 系统 \u{1f511}',
  '\u0001\u001f\ufffe',
  ' two  blanks ',
]

/** As many records as asked for, in order, made when they are read. */
export function* sampleRecords(count: number): Generator<PackRecord> {
  for (let id = 1; id <= count; id += 1) {
    yield {
      id,
      time: new Date(1_767_225_600_000 + id * 1000).toISOString(),
      system: 'vault',
      actor: id % 7 === 0 ? (hardTexts[id % hardTexts.length] ?? '') : `service-${id % 40}`,
      actorKind: 'service',
      action: 'read',
      kind: 'read',
      target: `secret/data/production/item-${id % 500}`,
      outcome: 'success',
      ip: `10.0.${id % 256}.7`,
      requestId: '9f1c3d2e-0000-4000-8000-000000000001',
      flags: ['paired'],
      bundle: 1,
      file: 'vault/audit.log',
      line: id,
      offset: id * 700,
      length: 699,
      sha256: sha256(String(id)),
    }
  }
}

/** What custody tells of the one bundle that was verified. */
const sampleResult = () => {
  const [{ id, verdict, checks } = { verdict: 'failed', checks: [] }] = sampleVerification.bundles
  return { bundle: id, verdict, results_sha256: resultsDigest(checks, sha256) }
}

/** A chain that ends as that of a pack does. */
export function sampleCustody(): CustodyEntry[] {
  const entries: CustodyEntry[] = []
  for (const event of ['case-opened', 'bundle-imported', 'chain-verified', 'export-started']) {
    const act = {
      time: '2026-03-01T10:00:00Z',
      actor: 'Zoë Auditor',
      event,
      detail: event === 'chain-verified' ? { ...sampleResult(), note: '=1+1' } : { note: '=1+1' },
      tool: 'Proofline 0.1.0',
    }
    entries.push(nextEntry(entries.at(-1), act, sha256))
  }
  return entries
}

/** One check that held and one that did not, as `verify` answers. */
const sampleVerification: PackVerification = {
  verdict: 'failed',
  bundles: [
    {
      id: 1,
      name: 'vault-q1',
      format: 'vault',
      verdict: 'failed',
      checks: [
        {
          check: 'digest.file',
          level: 'proof',
          verdict: 'verified',
          covered: 1,
          message: 'every file is as listed',
        },
        {
          check: 'chain.link',
          level: 'proof',
          verdict: 'failed',
          kind: 'edited',
          line: 7,
          expected: 'a',
          found: 'b',
          message: '=line 7',
        },
      ],
    },
  ],
}

/** A small, whole pack content; `records` in number. */
export function sampleContent(sealedAt: string, records = 40): PackContent {
  const file = { path: 'vault/audit.log', bytes: 28_000, sha256: sha256('audit'), lines: records + 3 }
  return {
    packId: '5b1d0c52-8d1f-4c7e-9a55-3f0c6a1d2e77',
    sealedAt,
    tool: 'Proofline 0.1.0',
    case: {
      name: 'q1',
      title: 'First quarter',
      auditor: 'Zoë Auditor',
      organisation: 'Example LLP',
      period: {},
      zone: 'UTC',
    },
    reason: 'CC6.1, first quarter',
    scope: { query: 'actor:service-* -outcome:denied' },
    bundles: [
      {
        id: 1,
        name: 'vault-q1',
        format: 'vault',
        first: '2026-01-01T00:00:01Z',
        last: '2026-01-01T01:00:00Z',
        files: [{ ...file, records, paired: 1, duplicates: 1, rejected: 1 }],
      },
    ],
    verification: sampleVerification,
    completeness: sampleCompleteness(records),
    blindSpots: ['No log of the second data centre was handed over.'],
    records: sampleRecords(records),
    custody: sampleCustody(),
  }
}

const sampleCompleteness = (records: number): PackContent['completeness'] => ({
  period: { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
  notes: [],
  sources: [
    {
      name: 'vault-q1',
      title: 'Vault audit log',
      records,
      outside: 0,
      rejected: 1,
      gaps: [{ from: '2026-01-02T00:00:00Z', to: '2026-01-31T00:00:00Z', because: 'Nothing in the records says why' }],
      furtherGaps: 0,
      signs: [],
      blindSpots: ['sys/health is not audited'],
      trust: 'Nothing of this source is proved.',
    },
  ],
})
