import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { sha256 } from '../crypto/digest.ts'
import { newIdentity, readIdentity } from '../crypto/keys.ts'
import { makeBundle } from '../jobs/make-bundle.ts'
import { type CaseFolder, caseFolder } from '../testing/case-folder.ts'
import { pairs } from '../testing/lines.ts'
import { PASSWORD, bytesOf, checksOf, failuresOf, leakyLine, leakyLog, scrub } from './testing/leaky-case.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Two logs as a bundle, the first of them changed after it was made. */
async function bundleCase(log: string, change: (text: string) => string = (text) => text): Promise<CaseFolder> {
  const own = caseFolder()
  const signer = readIdentity(Buffer.from(newIdentity({ name: 'Tester', algorithm: 'ecdsa-p256', now: new Date() })))
  const inputs = [own.write('a.log', log), own.write('b.log', pairs(300, 310))]
  const ask = { inputs, reason: 'x', now: new Date(), tool: 'test 1', signer, out: `${own.folder}/bag` }
  await makeBundle({ signal: new AbortController().signal, tell: () => undefined }, ask)
  const path = `${own.folder}/bag/data/a.log`
  writeFileSync(path, change(bytesOf(path).toString()))
  await own.import(['bag'])
  return own
}

test('the chain of an open bundle and its digests held against the hashes of import, and say that they cannot be checked again', async () => {
  using own = await bundleCase(`${leakyLine({ n: 1 })}\r\n${pairs(2, 30)}${leakyLine({ n: 40 })}\n`)
  await scrub(own, { masked: true })
  const lines = [1, 2].map((line) => ({ file: 'data/a.log', line }))
  await scrub(own, { lines, whole: true })
  const checks = await checksOf(own)
  expect(failuresOf(checks)).toEqual([])
  const of = (check: string, file?: string) => checks.find((one) => one.check === check && one.file === file)
  expect(of('chain.link', 'data/a.log')).toMatchObject({
    verdict: 'not-verifiable',
    message: expect.stringContaining('it held against the hashes taken at import'),
  })
  expect(of('digest.file', 'data/a.log')).toMatchObject({ verdict: 'not-verifiable' })
  expect(of('chain.link', 'data/b.log')).toMatchObject({ verdict: 'verified' })
  expect(of('digest.file')).toMatchObject({ verdict: 'verified', covered: 1 })
})

test('a line that broke the chain at import is not made better by a scrub', async () => {
  using own = await bundleCase(`${leakyLine({ n: 1 })}\n${pairs(2, 30)}`, (text) =>
    text.replace(PASSWORD, 'hunter3-plain-and-open'),
  )
  await scrub(own, { masked: true })
  expect(failuresOf(await checksOf(own))).toContain('chain.link edited')
})

test('a list of digests beside a scrubbed log held at import; one that never held still fails', async () => {
  using own = caseFolder()
  own.write('leaky.log', leakyLog())
  own.write('other.log', pairs(300, 310))
  own.write('SHA256SUMS', `${sha256(leakyLog())}  leaky.log\n${sha256(pairs(300, 310))}  other.log\n`)
  own.write('SHA512SUMS', `${hash('sha512', leakyLog())}  leaky.log\n`)
  own.write('wrong.sha256', `${sha256('another')}  leaky.log\n`)
  await own.import(['leaky.log', 'other.log', 'SHA256SUMS', 'SHA512SUMS', 'wrong.sha256'])
  await scrub(own, { masked: true })
  const checks = (await checksOf(own)).filter(({ check }) => check === 'digest.list')
  const told = checks.map(({ verdict, message }) => `${verdict}: ${message}`).toSorted()
  expect(checks.some(({ verdict }) => verdict === 'verified')).toBe(false)
  expect(checks.filter(({ verdict }) => verdict === 'failed')).toHaveLength(1)
  expect(told.join('\n')).toContain('leaky.log was scrubbed by tester')
})
