import { describe, expect, test } from 'vitest'
import type { PackBundle, PackContent, PackTotals } from './content.ts'
import { coverRows, guideRows, ipeRows, sourceRows, verificationRows } from './sheets.ts'
import { recordCells, recordColumns, recordsTable, tables } from './tables.ts'
import { sheetRow } from './sheet.ts'
import { verifySteps, verifyText } from './verify-text.ts'

const file = {
  path: 'a.log',
  bytes: 10,
  sha256: 'f'.repeat(64),
  lines: 6,
  records: 3,
  paired: 1,
  duplicates: 1,
  rejected: 1,
}
const bundle: PackBundle = { id: 1, name: 'b', format: 'vault', files: [file] }
const bare: PackContent = {
  packId: 'p',
  sealedAt: '2026-03-01T10:00:00Z',
  tool: 'Proofline 0.1.0',
  case: { name: 'c', title: '', auditor: '', organisation: '', period: {}, zone: 'UTC' },
  reason: 'r',
  scope: { query: '' },
  bundles: [bundle],
  verification: { verdict: 'not-offered', bundles: [] },
  completeness: { notes: [], sources: [] },
  blindSpots: [],
  records: [],
  custody: [],
}
const totals: PackTotals = {
  records: 0,
  cutCells: 0,
  custodyHead: 'h',
  signer: { name: 'S', fingerprint: 'f', algorithm: 'RSA-3072' },
}
const full: PackContent = {
  ...bare,
  case: { ...bare.case, title: 't', auditor: 'A', organisation: 'O', period: { from: '2026-01-01', to: '2026-04-01' } },
  scope: { query: 'actor:x', from: '2026-01-01T00:00:00Z' },
  bundles: [{ ...bundle, source: 'mail', imported: '2026-02-01T00:00:00Z', importedBy: 'A', first: '1', last: '2' }],
  verification: {
    verdict: 'failed',
    bundles: [
      {
        name: 'b',
        format: 'vault',
        verdict: 'failed',
        checks: [
          { check: 'time.order', level: 'observation', verdict: 'not-verifiable', message: 'm', follows: ['x', 'y'] },
          { check: 'sequence.gap', level: 'proof', verdict: 'verified', message: 'n' },
        ],
      },
    ],
  },
  blindSpots: ['one', 'two'],
}
const answer = (rows: readonly (readonly unknown[])[], item: string) => rows.find(([name]) => name === item)?.[1]

describe('the cover', () => {
  test('says what is not stated', () => {
    const rows = coverRows(bare, totals)
    expect(rows[0]).toEqual(['Evidence pack', 'c'])
    expect(answer(rows, 'Organisation')).toBe('not stated')
    expect(answer(rows, 'Records asked for')).toBe('all')
    expect(answer(rows, 'Range asked for')).toBe('not limited')
    expect(answer(rows, 'Verdict')).toBe('not-offered')
  })

  test('says what was asked for, half-open', () => {
    const rows = coverRows(full, { ...totals, records: 7 })
    expect(answer(rows, 'Period of the audit')).toBe('from 2026-01-01 until before 2026-04-01')
    expect(answer(rows, 'Range asked for')).toBe('from 2026-01-01T00:00:00Z until before the end')
    expect(answer(coverRows({ ...full, scope: { query: '', to: 'x' } }, totals), 'Range asked for')).toBe(
      'from the beginning until before x',
    )
    expect(answer(rows, 'Bundle b')).toBe('failed (vault)')
    expect(answer(rows, 'Records in this pack')).toBe('7')
  })
})

test('the IPE sheet answers each question, from what is known alone', () => {
  expect(answer(ipeRows(bare, totals), 'Source: b')).toBe('vault; imported at a time in the custody log; no records')
  expect(answer(ipeRows(full, totals), 'Source: b')).toBe(
    'vault, mail; imported 2026-02-01T00:00:00Z by A; records from 1 to 2',
  )
  expect(answer(ipeRows(full, totals), 'Completeness by count')).toMatch(
    /^6 lines = 3 records \+ 1 paired \+ 1 duplicates \+ 1 rejected; 0 /,
  )
  expect(answer(ipeRows(full, totals), 'Completeness in time')).toBe('1 of 2 checks saw something')
  expect(answer(ipeRows(bare, totals), 'Completeness in time')).toBe('not checked')
  expect(answer(ipeRows(full, totals), 'Blind spots')).toBe('one\ntwo')
  expect(answer(ipeRows(bare, totals), 'Blind spots')).toBe('none stated')
  const still = {
    verdict: 'verified',
    bundles: [
      {
        name: 'b',
        format: 'f',
        verdict: 'verified',
        checks: [{ check: 'time.order', level: 'observation', verdict: 'verified', message: '' }],
      },
    ],
  } as const
  expect(answer(ipeRows({ ...full, verification: still }, totals), 'Completeness in time')).toBe(
    '1 checks, nothing seen',
  )
})

test('a ledger that does not close is called open', () => {
  const rows = sourceRows([{ ...bundle, files: [file, { ...file, lines: 7 }] }])
  expect(rows.map((row) => row[10])).toEqual(['closes', 'OPEN'])
})

test('each check is a row of the sheet', () => {
  const rows = verificationRows(full.verification)
  expect(rows).toHaveLength(2)
  expect(rows.every((row) => row.length === tables.verification.columns.length)).toBe(true)
  expect(rows[0]?.[13]).toBe('x\ny')
  expect(guideRows.every((row) => row.length === tables.guide.columns.length)).toBe(true)
})

test('a record without a field leaves its cell empty, lists are joined, what has no column is kept', () => {
  const cells = recordCells({ id: 1, flags: ['a', 'b'], strange: 'x', absent: undefined })
  expect(cells).toHaveLength(recordColumns.length)
  expect(cells.filter((cell) => cell !== undefined)).toEqual([1, 'a b', '{"strange":"x"}'])
  expect(recordsTable(1).name).toBe('records')
  expect(recordsTable(3)).toMatchObject({ name: 'records-3', title: 'Records 3' })
})

test('a verdict stands out by its look, and numbers that are none are text', () => {
  const { xml } = sheetRow(tables.verification, ['b', 'c', 'proof', 'failed', 'broken', undefined, 'm', 'f', 7, 0.5], 3)
  expect(xml).toContain('<c r="D3" s="7" t="inlineStr">')
  expect(xml).toContain('<c r="I3" s="3"><v>7</v></c>')
  expect(xml).toContain('<c r="J3" s="0" t="inlineStr"><is><t xml:space="preserve">0.5</t>')
  expect(sheetRow(tables.verification, ['', '', '', 'strange'], 3).xml).toContain('<c r="D3" s="0" ')
  expect(sheetRow(tables.cover, ['Evidence pack', 'verified'], 2).xml).toContain('s="10"')
  expect(sheetRow(tables.cover, ['Verdict', 'verified'], 3).xml).toContain('s="6"')
})

describe('VERIFY.txt', () => {
  const ask = {
    packName: 'q1.asice',
    signerName: 'A\nB',
    fingerprint: 'ab'.repeat(32),
    selfIssued: true,
    sealedAt: '2026-03-01T10:00:00Z',
  }

  test('trusts the certificate itself, or the authority beside the pack', () => {
    expect(verifySteps(ask).steps[0]?.commands[0]).toContain('-CAfile certs/chain.pem ')
    expect(verifySteps({ ...ask, selfIssued: false }).steps[0]?.commands[0]).toContain('-CAfile ../ROOT.pem ')
    expect(verifyText({ ...ask, selfIssued: false })).toContain('ROOT.pem is the certificate of the authority')
    expect(verifySteps(ask).attime.commands[0]).toContain(' -attime 1772359200 ')
  })

  test('no name of a person or a file adds a line or a command', () => {
    const hostile = verifyText({ ...ask, signerName: 'x\n\n    rm -rf /', packName: "a'; touch y #\n    z" })
    const commands = hostile.split('\n').filter((line) => line.startsWith('    '))
    expect(commands).toHaveLength(7)
    expect(commands[0]).toBe(String.raw`    mkdir p && cd p && unzip -q ../'a'\''; touch y #     z'`)
  })
})
