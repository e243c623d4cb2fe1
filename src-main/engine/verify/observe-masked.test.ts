import { expect, test, vi } from 'vitest'
import type { Check } from '../../core/verify/check.ts'
import { caseFolder } from '../testing/case-folder.ts'
import { pairs, vaultLine } from '../testing/lines.ts'
import { checkKept } from './check-kept.ts'
import { observeMasked } from './observe-masked.ts'

// every case is imported and read again by threads of its own, which takes its time where others work too
vi.setConfig({ testTimeout: 120_000 })

/** What is said of values that do not belong in a log once a file is imported. */
async function told(text: string): Promise<Check[]> {
  using at = caseFolder()
  at.write('a.log', text)
  await at.import(['a.log'])
  const checks: Check[] = []
  for await (const check of checkKept(at.db, 1, { signal: new AbortController().signal, tell: () => undefined }))
    checks.push(check)
  expect(checks.filter(({ verdict }) => verdict === 'failed')).toEqual([])
  return checks.filter(({ check }) => check === 'value.masked')
}

/** A raw log: what Vault else hashes stands in clear, in no field of a record. */
const raw = (n: number): string =>
  vaultLine({ n }).replace('"path":"secret', '"data":{"colour":"x9Y8z7W6v5"},"path":"secret')
const csv = (row: string): string =>
  `time,user,action,note\n2025-01-01T00:00:00Z,nora,read,fine\n2025-01-01T00:00:01Z,nora,read,${row}\n`
const token = `ghp_${'a1B2'.repeat(9)}`
const wrapped = (n: number, header: string): string =>
  `${JSON.stringify({ _index: 'vault', _source: JSON.parse(vaultLine({ n })) as unknown, header })}\n`

test.each([
  ['in the body of a call', `${pairs(0, 3)}${raw(7)}\n${raw(8)}\n`, 7, /^2 lines /],
  ['in a line that is rejected', `${pairs(0, 3)}{"hello":"${token}"}\n`, 7, /^1 line /],
  ['in a field that is shown', `${pairs(0, 3)}${vaultLine({ n: 9, path: `secret/${token}` })}\n`, 7, /^1 line /],
  ['in a column that no field takes', csv(token), 3, /^1 line /],
  ['in what a collector put around the entry', wrapped(1, 'x') + wrapped(2, token), 2, /^1 line /],
])('a value %s is told, with its first line and never as verified', async (_, text, line, message) => {
  expect(await told(text)).toMatchObject([
    {
      verdict: 'not-verifiable',
      level: 'observation',
      file: 'a.log',
      line,
      message: expect.stringMatching(message) as string,
    },
  ])
})

test('where every line was looked at and none holds any, that is said with how many there are', async () => {
  expect(await told(`${pairs(0, 3)}broken\n`)).toMatchObject([{ verdict: 'verified', covered: 7 }])
})

test('of an original that cannot be read to its end nothing is claimed', () => {
  const stated = { id: 1, path: 'a.log', role: 'log', reading: '{}', text_bytes: 1, text_sha256: '' } as const
  const counts = { lines: 9, records: 9, paired: 0, duplicates: 0, rejected: 0 }
  const file = {
    stated: { ...stated, ...counts },
    textBytes: 1,
    textSha256: '',
    ledger: undefined,
    damaged: 'it is cut off',
  }
  expect([...observeMasked({ masked: { entries: 0 }, files: [file] })]).toMatchObject([{ verdict: 'not-verifiable' }])
  expect([...observeMasked({ masked: { entries: 0 }, files: [] })]).toEqual([])
})
