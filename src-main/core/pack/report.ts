import type { PackContent, PackTotals } from './content.ts'

/** One table as the report counts it; rows without the heading. */
export interface ReportTable {
  readonly name: string
  readonly rows: number
}

/** `schema` of the report: what is read in it follows from this. */
export const REPORT_SCHEMA = 'urn:proofline:report:1'

/** `data/report.json`: everything a machine needs, in the words of the screen; times RFC 3339 UTC. */
export function reportText(pack: PackContent, totals: PackTotals, tables: readonly ReportTable[]): string {
  const report = {
    schema: REPORT_SCHEMA,
    pack: pack.packId,
    sealedAt: pack.sealedAt,
    sealedAtBasis: 'claimed',
    tool: pack.tool,
    reason: pack.reason,
    scope: pack.scope,
    case: pack.case,
    verdict: pack.verification.verdict,
    verification: pack.verification,
    bundles: pack.bundles,
    completeness: pack.completeness,
    blindSpots: pack.blindSpots,
    records: totals.records,
    cutCells: totals.cutCells,
    tables,
    custody: { entries: pack.custody.length, head: totals.custodyHead },
    signer: totals.signer,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
