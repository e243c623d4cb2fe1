import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { nextEntry, type CustodyEntry } from '../../core/custody/custody.ts'
import type { PackContent } from '../../core/pack/content.ts'
import { sha256 } from '../crypto/digest.ts'
import { sealPack } from './seal-pack.ts'
import { sampleContent } from './testing/sample-pack.ts'
import { testSigner } from './testing/sealed.ts'
import { verifyPack } from './verify-pack.ts'

const folder = mkdtempSync(join(tmpdir(), 'check-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sealedAt = `${new Date().toISOString().slice(0, 19)}Z`
const now = new Date(Date.parse(sealedAt) + 60_000)
const { identity, trust } = testSigner('Zoë Auditor', new Date(sealedAt))

async function judge(path: string): Promise<string[]> {
  const { verdict, problems } = await verifyPack({ path, trust, now })
  const bad = problems.filter((problem) => problem.verdict !== 'verified')
  return [verdict, ...bad.map(({ code, path: where }) => `${code} ${where}`)]
}

describe('a report that contradicts the custody beside it, signed so by a trusted key', () => {
  const { verification, custody, ...rest } = sampleContent(sealedAt)
  const [bundle] = verification.bundles
  if (!bundle) throw new Error('no bundle')
  const sealed = async (name: string, change: Partial<PackContent>): Promise<string[]> => {
    const out = join(folder, `${name.replaceAll(/\W/g, '-')}.asice`)
    await sealPack({ content: { ...rest, verification, custody, ...change }, identity, out })
    return judge(out)
  }
  const good = bundle.checks.map((check) => ({ ...check, verdict: 'verified' as const }))
  const untold = custody.map(({ event, ...entry }) => ({ ...entry, event: event.replace('chain-verified', 'note') }))
  const acts: CustodyEntry[] = []
  for (const act of untold) acts.push(nextEntry(acts.at(-1), act, sha256))
  const want = 'report-contradicts-custody data/report.json'

  test.each<[string, Partial<PackContent>, number]>([
    ['a better verdict', { verification: { verdict: 'verified', bundles: [{ ...bundle, verdict: 'verified' }] } }, 1],
    ['better checks', { verification: { verdict: 'failed', bundles: [{ ...bundle, checks: good }] } }, 1],
    [
      'a check left out',
      { verification: { verdict: 'failed', bundles: [{ ...bundle, checks: good.slice(0, 1) }] } },
      1,
    ],
    ['the bundle left out', { verification: { verdict: 'not-offered', bundles: [] } }, 1],
    ['a bundle never verified', { verification: { verdict: 'failed', bundles: [bundle, { ...bundle, id: 2 }] } }, 1],
    ['a whole better than its bundles', { verification: { ...verification, verdict: 'verified' } }, 1],
    ['custody without the act', { custody: acts }, 1],
    [
      'custody of another case that is not told',
      { verification: { verdict: 'failed', bundles: [{ ...bundle, id: 2 }] } },
      2,
    ],
  ])('%s', async (name, change, count) => {
    expect(await sealed(name, change)).toEqual(['failed', ...Array.from({ length: count }, () => want)])
  })

  test('what custody itself has against the case stands in the report and contradicts nothing', async () => {
    const own = { name: 'custody of the case', format: 'case', verdict: 'failed', checks: [] } as const
    expect(await sealed('own', { verification: { verdict: 'failed', bundles: [bundle, own] } })).toEqual(['verified'])
  })

  test('a report that does not keep to its schema', async () => {
    const broken: Partial<PackContent> = JSON.parse('{"verification": {"verdict": "fine", "bundles": []}}')
    expect(await sealed('schema', broken)).toEqual(['failed', want])
  })
})
