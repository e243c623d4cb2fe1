import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTrust, type Trust } from '../crypto/trusted.ts'
import { cms } from './cms.ts'
import type { ProofKind } from './proof.ts'
import { besideOf } from './read-beside.ts'
import { AUTHORITY, hasOpenssl, LEAF, workshop, type Workshop } from './testing/openssl.ts'
import { bytesOf } from './testing/signed.ts'
import { collected, told } from './testing/told.ts'
import { timeStamp } from './time-stamp.ts'

const content = bytesOf('one line of evidence\nand another\n')
const now = (): Date => new Date(Date.now() + 60_000)
let at: Workshop

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>

async function proofs(kind: ProofKind, path: string, files: Files, trust: Trust = readTrust(at.file('root.pem'))) {
  const all = new Map(Object.entries(files))
  const bytes = all.get(path) ?? new Uint8Array()
  expect(kind.recognise(path, bytes.subarray(0, 4096))).toBe(true)
  return await collected(kind.check({ path, bytes }, besideOf(all), { trust, now: now() }))
}

const only = async (...ask: Parameters<typeof proofs>): Promise<string[]> =>
  (await proofs(...ask)).filter(({ level }) => level === 'proof').map(told)

function sign(out: string, ...options: readonly string[]): Uint8Array<ArrayBuffer> {
  const own = ['-signer', 'signer.pem', '-inkey', 'signer.key', '-certfile', 'issuer.pem']
  at.run('cms', '-sign', '-in', 'content', '-out', out, ...own, ...options)
  return at.file(out)
}

function stamp(
  authority: string,
  ...query: readonly string[]
): { tsq: Uint8Array<ArrayBuffer>; tsr: Uint8Array<ArrayBuffer> } {
  at.put('serial', '01')
  at.put(
    'tsa.cnf',
    `[tsa]\ndefault_tsa=own\n[own]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha1,sha256,sha512\nsigner_cert=${authority}.pem\nsigner_key=${authority}.key\ncerts=issuer.pem\ness_cert_id_alg=sha256\ncrypto_device=builtin\n`,
  )
  at.run('ts', '-query', '-data', 'content', '-out', 'tsq', ...query)
  at.run('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'tsq', '-out', 'tsr')
  return { tsq: at.file('tsq'), tsr: at.file('tsr') }
}

beforeAll(() => {
  if (!hasOpenssl) return
  at = workshop()
  at.put('content', content)
  at.issue('root', undefined, AUTHORITY)
  at.issue('issuer', 'root', AUTHORITY)
  at.issue('signer', 'issuer', [...LEAF, 'extendedKeyUsage=emailProtection'])
  at.issue('authority', 'issuer', [...LEAF, 'extendedKeyUsage=critical,timeStamping'])
  at.issue('stranger', undefined, [...LEAF, 'extendedKeyUsage=critical,timeStamping'])
  // What openssl itself refuses to stamp with is signed as a plain message instead.
  at.issue('loose', 'issuer', [...LEAF, 'extendedKeyUsage=timeStamping'])
}, 120_000)
afterAll(() => {
  if (hasOpenssl) at.remove()
})

test.skipIf(!hasOpenssl).each([
  ['detached DER', ['-binary', '-outform', 'DER'], content, ['verified/verified signature.cms a.log x1']],
  ['detached PEM', ['-binary', '-outform', 'PEM'], content, ['verified/verified signature.cms a.log x1']],
  ['CAdES', ['-binary', '-cades', '-outform', 'DER'], content, ['verified/verified signature.cms a.log x1']],
  ['S/MIME in two parts', ['-outform', 'SMIME'], content, ['verified/verified signature.cms a.log x1']],
  ['S/MIME with a text header', ['-text', '-outform', 'SMIME'], content, ['verified/verified signature.cms a.log x1']],
  ['S/MIME in one part', ['-nodetach', '-outform', 'SMIME'], content, ['verified/verified signature.cms a.log x1']],
  ['S/MIME over another file', ['-outform', 'SMIME'], bytesOf('other\n'), ['failed/broken signature.cms a.log edited']],
  [
    'S/MIME in one part, another file',
    ['-nodetach', '-outform', 'SMIME'],
    bytesOf('other\n'),
    ['failed/broken signature.cms a.log edited'],
  ],
  ['SHA-1', ['-binary', '-md', 'sha1', '-outform', 'DER'], content, ['not-verifiable/weak signature.cms a.log']],
])('%s', async (_, options, file, want) => {
  const bytes = sign('s', ...options)
  expect(await only(cms, 'a.log.p7s', { 'a.log': file, 'a.log.p7s': bytes })).toEqual(want)
})

test.skipIf(!hasOpenssl)('a message whose text was changed fails, and so does one without its boundary', async () => {
  const text = Buffer.from(sign('s', '-outform', 'SMIME')).toString('latin1')
  const changed = bytesOf(text.replace('and another', 'and a forged'))
  const wants = ['failed/broken signature.cms a.log edited']
  expect(
    await only(cms, 'a.log.p7s', { 'a.log': bytesOf('one line of evidence\nand a forged\n'), 'a.log.p7s': changed }),
  ).toEqual(wants)
  const cut = bytesOf(text.slice(0, text.lastIndexOf('------')))
  expect((await only(cms, 'a.log.p7s', { 'a.log': content, 'a.log.p7s': cut }))[0]).toMatch(
    /^failed\/broken signature.cms .* malformed$/,
  )
})

test.skipIf(!hasOpenssl)('a chain that lies beside is used, and is no trust', async () => {
  at.run(
    'cms',
    '-sign',
    '-binary',
    '-in',
    'content',
    '-outform',
    'DER',
    '-out',
    'bare',
    '-signer',
    'signer.pem',
    '-inkey',
    'signer.key',
  )
  const files = { 'a.log': content, 'a.log.p7s': at.file('bare') }
  expect(await only(cms, 'a.log.p7s', files)).toEqual(['not-verifiable/trust-unknown signature.cms a.log'])
  const chain = { ...files, 'chain.pem': at.file('issuer.pem') }
  expect(await only(cms, 'a.log.p7s', chain)).toEqual(['verified/verified signature.cms a.log x1'])
  const all = { ...chain, 'root.pem': at.file('root.pem') }
  expect(await only(cms, 'a.log.p7s', all, { keys: [], lists: [] })).toEqual([
    'not-verifiable/trust-unknown signature.cms a.log',
  ])
})

test.skipIf(!hasOpenssl)('a revocation list that lies beside counts where the issuer signed it', async () => {
  at.put(
    'ca.cnf',
    '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\ncrlnumber=number\n',
  )
  at.put('number', '01')
  const files = { 'a.log': content, 'a.log.p7s': sign('s', '-binary', '-outform', 'DER') }
  for (const [ca, want] of [
    ['issuer', 'failed/broken signature.cms a.log wrong-key'],
    ['root', 'verified/verified signature.cms a.log x1'],
  ] as const) {
    at.put('index.txt', '')
    const by = ['-config', 'ca.cnf', '-keyfile', `${ca}.key`, '-cert', `${ca}.pem`]
    at.run('ca', ...by, '-revoke', 'signer.pem')
    at.run('ca', ...by, '-gencrl', '-out', 'crl')
    expect(await only(cms, 'a.log.p7s', { ...files, 'list.crl': at.file('crl') })).toEqual([want])
  }
})

test.skipIf(!hasOpenssl)(
  'a chain of twelve issuers and two that issue each other end in bounded time, unknown',
  async () => {
    const names = ['c0', ...Array.from({ length: 12 }, (_, index) => `c${index + 1}`)]
    for (const [index, name] of names.entries()) at.issue(name, names[index - 1], index === 12 ? LEAF : AUTHORITY)
    // Two authorities of one name and two keys, each issued by the other, and a leaf below.
    at.issue('x1', undefined, AUTHORITY, 'loop')
    at.issue('x2', 'x1', AUTHORITY, 'loop')
    at.run(
      'req',
      '-x509',
      '-key',
      'x1.key',
      '-out',
      'x4.pem',
      '-subj',
      '/O=Example/CN=loop',
      '-CA',
      'x2.pem',
      '-CAkey',
      'x2.key',
    )
    at.issue('x3', 'x2', LEAF)
    const pems = (list: readonly string[]) => Buffer.concat(list.map((name) => at.file(`${name}.pem`)))
    at.put('long.pem', pems(names.slice(1, -1)))
    at.put('loop.pem', pems(['x1', 'x2', 'x4']))
    const cases = [
      ['c12', 'long.pem', 'c0'],
      ['x3', 'loop.pem', 'root'],
    ] as const
    for (const [leaf, chain, root] of cases) {
      const own = ['-signer', `${leaf}.pem`, '-inkey', `${leaf}.key`, '-certfile', chain]
      at.run('cms', '-sign', '-binary', '-in', 'content', '-outform', 'DER', '-out', 's', ...own)
      const files = { 'a.log': content, 'a.log.p7s': at.file('s') }
      expect(await only(cms, 'a.log.p7s', files, readTrust(at.file(`${root}.pem`)))).toEqual([
        'not-verifiable/trust-unknown signature.cms a.log',
      ])
    }
  },
  60_000,
)

const whole = (): Files => {
  const { tsq, tsr } = stamp('authority', '-sha256', '-cert')
  return { 'a.log': content, 'a.tsq': tsq, 'a.tsr': tsr }
}

test.skipIf(!hasOpenssl)('a time-stamp over the file, with its request beside it', async () => {
  const checks = await proofs(timeStamp, 'a.tsr', whole())
  expect(checks.slice(0, 1).map(told)).toEqual(['verified/verified time.stamp a.log x1'])
  expect(checks[0]?.message).toMatch(/\(at 20\d\d-/)
})

test.skipIf(!hasOpenssl)('SHA-512 and no nonce; a bare token', async () => {
  const { tsr } = stamp('authority', '-sha512', '-no_nonce', '-cert')
  expect(await only(timeStamp, 'x.tsr', { 'a.log': content, 'x.tsr': tsr })).toEqual([
    'verified/verified time.stamp a.log x1',
  ])
  at.run('ts', '-reply', '-in', 'tsr', '-token_out', '-out', 'tst')
  expect(await only(timeStamp, 'x.tst', { 'a.log': content, 'x.tst': at.file('tst') })).toEqual([
    'verified/verified time.stamp a.log x1',
  ])
})

test.skipIf(!hasOpenssl)('without certificates inside it needs the authority from the trusted', async () => {
  const { tsr } = stamp('authority', '-sha256')
  const files = { 'a.log': content, 'a.log.tsr': tsr }
  expect(await only(timeStamp, 'a.log.tsr', files)).toEqual(['not-verifiable/trust-unknown time.stamp a.log'])
  expect(await only(timeStamp, 'a.log.tsr', files, readTrust(at.file('authority.pem')))).toEqual([
    'verified/verified time.stamp a.log x1',
  ])
})

const changed: readonly (readonly [string, (files: Files) => Files, string])[] = [
  [
    'over another file',
    (files) => ({ ...files, 'a.log': bytesOf('other\n') }),
    'failed/broken time.stamp a.log edited',
  ],
  [
    'without its file',
    ({ 'a.tsr': tsr }) => ({ 'a.tsr': tsr ?? content }),
    'not-verifiable/unverifiable time.stamp a.tsr',
  ],
  [
    'beside the request of another',
    (files) => ({ ...files, 'a.tsq': stamp('authority', '-sha256').tsq }),
    'failed/broken time.stamp a.log edited',
  ],
  [
    'beside a request that is none',
    (files) => ({ ...files, 'a.tsq': content }),
    'failed/broken time.stamp a.log malformed',
  ],
  [
    'cut short',
    (files) => ({ ...files, 'a.tsr': (files['a.tsr'] ?? content).slice(0, -50) }),
    'failed/broken time.stamp a.tsr malformed',
  ],
  [
    'refused by the authority',
    (files) => ({ ...files, 'a.tsr': new Uint8Array([0x30, 5, 0x30, 3, 2, 1, 2]) }),
    'not-verifiable/unverifiable time.stamp a.tsr',
  ],
  [
    'of an authority that nobody trusts',
    (files) => ({ ...files, 'a.tsr': stamp('stranger', '-sha256', '-cert').tsr, 'a.tsq': at.file('tsq') }),
    'not-verifiable/trust-unknown time.stamp a.log',
  ],
  [
    'by SHA-1',
    (files) => ({ ...files, 'a.tsr': stamp('authority', '-sha1', '-cert').tsr, 'a.tsq': at.file('tsq') }),
    'not-verifiable/trust-unknown time.stamp a.log',
  ],
  [
    'that is a plain signature',
    (files) => ({ ...files, 'a.tsr': sign('s', '-binary', '-nodetach', '-outform', 'DER') }),
    'failed/broken time.stamp a.tsr malformed',
  ],
]
test.skipIf(!hasOpenssl).each(changed)('a time-stamp %s', async (_, change, want) => {
  expect(await only(timeStamp, 'a.tsr', change(whole()))).toEqual([want])
})

test.skipIf(!hasOpenssl)('a token signed with a certificate whose purpose is not critical fails', async () => {
  at.put('info', Buffer.from(sign('s', '-binary', '-nodetach', '-outform', 'DER')))
  const { tsr } = stamp('authority', '-sha256', '-cert')
  at.put('tsr', tsr)
  at.run('ts', '-reply', '-in', 'tsr', '-token_out', '-out', 'tst')
  at.run('cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'tst', '-out', 'tstinfo')
  const own = ['-signer', 'loose.pem', '-inkey', 'loose.key', '-certfile', 'issuer.pem']
  at.run(
    'cms',
    '-sign',
    '-cades',
    '-nodetach',
    '-binary',
    '-econtent_type',
    '1.2.840.113549.1.9.16.1.4',
    '-in',
    'tstinfo',
    '-outform',
    'DER',
    '-out',
    'tst',
    ...own,
  )
  expect(await only(timeStamp, 'a.tst', { 'a.log': content, 'a.tst': at.file('tst') })).toEqual([
    'failed/broken time.stamp a.log edited',
  ])
})
