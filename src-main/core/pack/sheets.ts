import type { CustodyEntry } from '../custody/custody.ts'
import type { Cell } from './cells.ts'
import type { PackBundle, PackContent, PackFile, PackTotals, PackVerification } from './content.ts'

type Row = readonly Cell[]

/** The cover: what this is, over what, by whom, and how the proofs came out. */
export function coverRows(pack: PackContent, totals: PackTotals): Row[] {
  const { case: own, verification } = pack
  return [
    ['Evidence pack', own.title || own.name],
    ['Verdict', verification.verdict],
    ...verification.bundles.map(({ name, format, verdict }): Row => [`Bundle ${name}`, `${verdict} (${format})`]),
    ['Reason', pack.reason],
    ['Case', own.name],
    ['Organisation', own.organisation || 'not stated'],
    ['Auditor', own.auditor || 'not stated'],
    ['Period of the audit', range(own.period.from, own.period.to)],
    ['Records asked for', pack.scope.query || 'all'],
    ['Range asked for', range(pack.scope.from, pack.scope.to)],
    ['Records in this pack', String(totals.records)],
    ['Cells cut to fit', `${totals.cutCells} (the whole text stands in the CSV file that the cell names)`],
    ['Time zone', `All times are UTC. Dates without offset were read in ${own.zone}.`],
    ['Sealed', `${pack.sealedAt} (the clock of the signer, not proved by a time-stamp)`],
    ['Signer', `${totals.signer.name} (${totals.signer.algorithm})`],
    ['Certificate SHA-256', totals.signer.fingerprint],
    ['Custody head', `sha256:${totals.custodyHead} (${pack.custody.length} entries)`],
    ['Tool', pack.tool],
    ['Pack', `urn:uuid:${pack.packId}`],
  ]
}

function range(from: string | undefined, to: string | undefined): string {
  if (from === undefined && to === undefined) return 'not limited'
  return `from ${from ?? 'the beginning'} until before ${to ?? 'the end'}`
}

/** How to read the workbook, for somebody who has never seen the program. */
export const guideRows: readonly Row[] = [
  [
    'What this is',
    'Records of access to secrets, taken from exported audit logs, with the proof of what is unchanged.',
  ],
  [
    'verified',
    'Recomputed here and right: bytes, links, counts and, where there is a signature, a signer who was vouched for.',
  ],
  [
    'failed',
    'A contradiction was found. Verification names the file, the line or entry, what was expected and what was found.',
  ],
  [
    'not-verifiable',
    'Something needed is missing, unknown or unsupported. It may be right; it is not shown. The row says what would settle it.',
  ],
  [
    'not-offered',
    'The source system offers no proof of that kind. Nothing was checked, because there is nothing to check.',
  ],
  [
    'proof and observation',
    'Only proofs decide a verdict. Observations (order, gaps, pairs, clock) tell what was seen and never make a bundle verified.',
  ],
  [
    'Records',
    'One row an event. file, line, offset and length name the place in the original; sha256 is of exactly those bytes.',
  ],
  [
    'Masked values',
    'Values that must not be shown stand as [masked:kind:digits]; equal digits mean equal values within this case.',
  ],
  [
    'Sources',
    'Every imported file with its SHA-256 as received. lines = records + paired + duplicates + rejected, in every row.',
  ],
  [
    'IPE',
    'Information produced by the entity: source, extraction, completeness, accuracy, period. For the auditor of the auditor.',
  ],
  [
    'Custody',
    'What was done in the case, each entry hashed with the one before it. The last entry is the beginning of this export.',
  ],
  [
    'Signature',
    'The pack as a whole is signed; VERIFY.txt beside this workbook has the commands. This file alone proves nothing.',
  ],
  [
    'CSV',
    "The same rows are in data/tables. There a cell that begins with = + - @ TAB CR LF NUL or ' has one ' before it.",
  ],
  [
    'Limits',
    'A log can be complete in itself and still lack what was never logged. Blind spots are listed on the IPE sheet.',
  ],
]

/** Information produced by the entity: the questions of an auditor (AT-C 205.36, AS 1105) with where the answer stands. */
export function ipeRows(pack: PackContent, totals: PackTotals): Row[] {
  const files = pack.bundles.flatMap((bundle) => bundle.files)
  const sum = (member: 'lines' | 'records' | 'paired' | 'duplicates' | 'rejected') =>
    files.reduce((total, file) => total + file[member], 0)
  const ledger = `${sum('lines')} lines = ${sum('records')} records + ${sum('paired')} paired + ${sum('duplicates')} duplicates + ${sum('rejected')} rejected`
  return [
    ...pack.bundles.flatMap(bundleRows),
    [
      'How the records were selected',
      pack.scope.query === '' ? 'all records of the case' : `query: ${pack.scope.query}`,
      'Cover',
    ],
    ['Range', range(pack.scope.from, pack.scope.to), 'Cover'],
    ['Who extracted, and when', `${pack.case.auditor || 'not stated'}, ${pack.sealedAt}, with ${pack.tool}`, 'Custody'],
    ['Completeness by count', `${ledger}; ${totals.records} records in this pack`, 'Sources'],
    ['Completeness in time', observed(pack.verification, 'sequence.', 'time.'), 'Verification'],
    ['Accuracy', 'each row names file, line, byte offset, length and SHA-256 of its original line', 'Records'],
    ['Could it have been changed on the way?', `verdict of the proofs: ${pack.verification.verdict}`, 'Verification'],
    ['Period of the audit', range(pack.case.period.from, pack.case.period.to), 'Cover'],
    [
      'Time zone and clock',
      `UTC in every table; the digits of the source are kept; clock: that of the source system`,
      'Records',
    ],
    [
      'Secret values',
      'masked when the log was read; detectors are described in the documentation of the program',
      'Records',
    ],
    ['Blind spots', pack.blindSpots.length === 0 ? 'none stated' : pack.blindSpots.join('\n'), 'Sources'],
  ]
}

function bundleRows({ name, format, source, imported, importedBy, first, last }: PackBundle): Row[] {
  const period = first === undefined ? 'no records' : `records from ${first} to ${last ?? first}`
  const taken = `imported ${imported ?? 'at a time in the custody log'}${importedBy ? ` by ${importedBy}` : ''}`
  return [[`Source: ${name}`, `${format}${source ? `, ${source}` : ''}; ${taken}; ${period}`, 'Sources']]
}

function observed(verification: PackVerification, ...prefixes: readonly string[]): string {
  const checks = verification.bundles.flatMap(({ checks: own }) => own)
  const found = checks.filter(({ check }) => prefixes.some((prefix) => check.startsWith(prefix)))
  const open = found.filter(({ verdict }) => verdict !== 'verified').length
  if (found.length === 0) return 'not checked'
  return open === 0 ? `${found.length} checks, nothing seen` : `${open} of ${found.length} checks saw something`
}

/** One row a file, with whether its ledger closes. */
export function sourceRows(bundles: readonly PackBundle[]): Row[] {
  return bundles.flatMap(({ id, name, format, files }) =>
    files.map((file): Row => {
      const { path, bytes, lines, records, paired, duplicates, rejected, sha256 } = file
      return [
        id,
        name,
        format,
        path,
        bytes,
        lines,
        records,
        paired,
        duplicates,
        rejected,
        closes(file) ? 'closes' : 'OPEN',
        sha256,
      ]
    }),
  )
}

function closes({ lines, records, paired, duplicates, rejected }: PackFile): boolean {
  return lines === records + paired + duplicates + rejected
}

/** One row a check. */
export function verificationRows({ bundles }: PackVerification): Row[] {
  return bundles.flatMap(({ name, checks }) =>
    checks.map((one): Row => [
      name,
      one.check,
      one.level,
      one.verdict,
      one.state,
      one.kind,
      one.message,
      one.file,
      one.line,
      one.seq,
      one.covered,
      one.expected,
      one.found,
      one.follows?.join('\n'),
      one.settles,
    ]),
  )
}

/** One row a custody entry. */
export function custodyRows(entries: readonly CustodyEntry[]): Row[] {
  return entries.map(({ seq, time, actor, event, detail, tool, prev_hash, hash }) => [
    seq,
    time,
    actor,
    event,
    JSON.stringify(detail),
    tool,
    prev_hash,
    hash,
  ])
}
