import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Check } from '../../src-main/core/verify/check.ts'
import { verifyCms } from '../../src-main/engine/crypto/cms.ts'
import { readTrust, type Trust } from '../../src-main/engine/crypto/trusted.ts'
import { openFolderLike } from '../../src-main/engine/intake/folder-like.ts'
import { verifyOpenBundle } from '../../src-main/engine/verify/verify-open-bundle.ts'

const shipped = resolve(import.meta.dirname, '..', '..', 'resources', 'sample')
const Truth = z.object({
  bundles: z.array(
    z.object({
      file: z.string(),
      verdict: z.string(),
      findings: z.array(z.object({ kind: z.string(), file: z.string(), line: z.number() })),
    }),
  ),
})
const { bundles } = Truth.parse(JSON.parse(readFileSync(join(shipped, 'truth.json'), 'utf8')))
const TRUSTED = readTrust(readFileSync(join(shipped, 'northmoor-export.pem')))
const NOBODY: Trust = { keys: [], lists: [] }

async function checksOf(file: string, trust: Trust): Promise<Check[]> {
  const bag = await openFolderLike(join(shipped, file))
  const verifySignature = (_: 'cms' | 'sshsig', signed: Uint8Array, signature: Uint8Array) =>
    verifyCms(signed, signature, trust, new Date('2025-04-02T09:00:00Z'))
  if (!bag) throw new Error(`${file} is no archive`)
  const checks: Check[] = []
  for await (const check of verifyOpenBundle(bag, { verifySignature })) checks.push(check)
  return checks
}

/** The period is held against records, which only an import has. */
const wrong = (checks: readonly Check[]): Check[] =>
  checks.filter(({ verdict, check }) => verdict !== 'verified' && check !== 'bundle.period')

test.each(bundles)(
  '$file: with the key trusted, its findings are those of the truth and no more',
  async ({ file, findings }) => {
    const found = wrong(await checksOf(file, TRUSTED))
    expect(found.map(({ kind, file: log, line }) => ({ kind, file: log, line }))).toEqual(findings)
    expect(found.every(({ check, verdict }) => check === 'chain.link' && verdict === 'failed')).toBe(true)
  },
)

test.each(bundles)('$file: without the key, the signature is not verifiable', async ({ file, findings }) => {
  const found = wrong(await checksOf(file, NOBODY))
  expect(found).toHaveLength(findings.length + 1)
  expect(found.find(({ check }) => check === 'digest.signature')).toMatchObject({
    verdict: 'not-verifiable',
    state: 'trust-unknown',
  })
})
