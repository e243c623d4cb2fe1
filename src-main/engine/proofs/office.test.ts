import { expect, test } from 'vitest'
import { readXmlSignature } from '../crypto/xml-signature.ts'
import { office } from './office.ts'
import { besideOf } from './read-beside.ts'
import { signedWorkbook, workbook, type SigningChange } from './testing/signed-office.ts'
import { bytesOf, flipped, testSigner } from './testing/signed.ts'
import { collected, told } from './testing/told.ts'
import { zipped, type Parts } from './testing/zipped.ts'

const time = '2026-03-01T08:00:00Z'
const alex = testSigner('Alex', new Date('2026-01-01'))
const kim = testSigner('Kim', new Date('2026-01-01'))
const signed = (change: SigningChange = {}, more: Parts = {}): Parts => ({
  ...signedWorkbook(alex, time, change),
  ...more,
})
const without = (parts: Parts, name: string): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([one]) => one !== name))

async function proofs(parts: Parts, trust = alex.trust, now = new Date('2026-03-02')): Promise<string[]> {
  const bytes = zipped(parts)
  expect(office.recognise('x.xlsx', bytes.subarray(0, 4096))).toBe(true)
  const checks = await collected(office.check({ path: 'x.xlsx', bytes }, besideOf(new Map()), { trust, now }))
  return checks.filter(({ level }) => level === 'proof').map(told)
}

const SIG = 'office.signature x.xlsx!_xmlsignatures/sig1.xml'
const GOOD = `verified/verified ${SIG}`
const HELD = (n: number) => `verified/verified office.part x.xlsx x${n}`
const rels = String(workbook(true)['_rels/.rels'])
const extraRels = rels.replace(
  '</Relationships>',
  '<Relationship Id="rId7" Type="http://example.org/x" Target="xl/evil.xml"/></Relationships>',
)
const types = String(workbook(true)['[Content_Types].xml'])

const cases: readonly (readonly [string, Parts, readonly string[]])[] = [
  ['signed', signed(), [GOOD, HELD(3)]],
  ['without signature', workbook(false), ['not-offered office.signature x.xlsx']],
  [
    'whose signature was taken away',
    without(signed(), '_xmlsignatures/sig1.xml'),
    ['not-verifiable/unverifiable office.signature x.xlsx'],
  ],
  [
    'with a changed cell',
    signed({}, { 'xl/worksheets/sheet1.xml': '<sheet>2</sheet>' }),
    [GOOD, 'failed/broken office.part x.xlsx!xl/worksheets/sheet1.xml edited', HELD(2)],
  ],
  [
    'without a signed part',
    without(signed(), 'xl/worksheets/sheet1.xml'),
    [GOOD, 'failed/broken file.missing x.xlsx!xl/worksheets/sheet1.xml missing', HELD(2)],
  ],
  [
    'with a part put in',
    signed({}, { 'xl/worksheets/sheet2.xml': '<sheet/>' }),
    [GOOD, HELD(3), 'not-verifiable/unverifiable office.covered x.xlsx!xl/worksheets/sheet2.xml inserted'],
  ],
  [
    'with a relationship put in',
    signed({}, { '_rels/.rels': extraRels }),
    [GOOD, 'not-verifiable/unverifiable office.covered x.xlsx!_rels/.rels', HELD(2)],
  ],
  [
    'with a signed relationship changed',
    signed({}, { '_rels/.rels': rels.replace('xl/workbook.xml', 'xl/other.xml') }),
    [GOOD, 'failed/broken office.part x.xlsx!_rels/.rels edited', HELD(2)],
  ],
  [
    'with relationships that are no XML',
    signed({}, { '_rels/.rels': 'x' }),
    [GOOD, 'failed/broken office.part x.xlsx!_rels/.rels malformed', HELD(2)],
  ],
  [
    'with a part declared as another type',
    signed({}, { '[Content_Types].xml': types.replace('sheet.main+xml', 'template.main+xml') }),
    [GOOD, 'failed/broken office.part x.xlsx!xl/workbook.xml edited', HELD(2)],
  ],
  [
    'with a type declared twice',
    signed(
      {},
      {
        '[Content_Types].xml': types.replace(
          '<Default Extension="xml"',
          '<Default Extension="XML" ContentType="a"/><Default Extension="xml"',
        ),
      },
    ),
    ['failed/broken office.form x.xlsx malformed'],
  ],
  [
    'with two parts that differ in capitals',
    signed({}, { 'xl/Workbook.xml': 'x' }),
    ['failed/broken office.form x.xlsx malformed'],
  ],
  [
    'with a changed digest in its manifest',
    signed({ after: (xml) => xml.replace(/(<Reference URI="\/xl\/workbook[^]*?<DigestValue>)../, '$1AA') }),
    [`failed/broken ${SIG} edited`],
  ],
  [
    'with a changed signing time',
    signed({ after: (xml) => xml.replaceAll('2026-03-01', '2026-02-01') }),
    [`failed/broken ${SIG} edited`],
  ],
  [
    'with a changed signature value',
    signed({ after: (xml) => xml.replace(/<SignatureValue>../, '<SignatureValue>AA') }),
    [`failed/broken ${SIG} edited`],
  ],
  [
    'with another certificate in it',
    signed({
      after: (xml) =>
        xml.replace(
          /<X509Certificate>[^<]*/,
          `<X509Certificate>${Buffer.from(kim.identity.certificates[0]?.der ?? []).toString('base64')}`,
        ),
    }),
    [`failed/broken ${SIG} edited`],
  ],
  [
    'without certificate',
    signed({ after: (xml) => xml.replace(/<X509Certificate>.*<\/X509Certificate>/, '') }),
    [`not-verifiable/unverifiable ${SIG}`],
  ],
  [
    'that names another certificate',
    signed({ certificate: kim.identity.certificates[0]?.der ?? new Uint8Array() }),
    [`failed/broken ${SIG} wrong-key`, HELD(3)],
  ],
  [
    'digested with SHA-1',
    signed({ hash: 'sha1', method: 'http://www.w3.org/2000/09/xmldsig#sha1' }),
    [`not-verifiable/weak ${SIG}`, 'not-verifiable/weak office.part x.xlsx x3'],
  ],
  [
    'with a message code in place of a signature',
    signed({ after: (xml) => xml.replace('xmldsig-more#ecdsa-sha256', 'xmldsig#hmac-sha1') }),
    [`not-verifiable/unsupported ${SIG}`],
  ],
  [
    'with a transform that runs',
    signed({
      after: (xml) =>
        xml.replace(
          '<DigestMethod',
          '<Transforms><Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"></Transform></Transforms><DigestMethod',
        ),
    }),
    [`not-verifiable/unsupported ${SIG}`],
  ],
  [
    'with a transform that cuts out',
    signed({
      after: (xml) =>
        xml.replace(
          '<DigestMethod',
          '<Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></Transform></Transforms><DigestMethod',
        ),
    }),
    [`not-verifiable/unsupported ${SIG}`],
  ],
  [
    'that signs something outside',
    signed({ after: (xml) => xml.replace('URI="#idPackageObject"', 'URI="http://example.org/"') }),
    [`failed/broken ${SIG} malformed`],
  ],
  [
    'with two objects of one name',
    signed({
      after: (xml) =>
        xml.replace('</Signature>', '<Object Id="idPackageObject"><Manifest></Manifest></Object></Signature>'),
    }),
    [`failed/broken ${SIG} malformed`],
  ],
  [
    'with a signature in its signature',
    signed({ after: (xml) => xml.replace('</Signature>', '<Object><Signature></Signature></Object></Signature>') }),
    [`failed/broken ${SIG} malformed`],
  ],
  [
    'with entities',
    signed({ after: (xml) => xml.replace('<Signature ', '<!DOCTYPE x [<!ENTITY a "aaaa">]><Signature ') }),
    [`failed/broken ${SIG} malformed`],
  ],
  ['with a signature that is no XML', signed({ after: () => 'x' }), [`failed/broken ${SIG} malformed`]],
]

test.each(cases)('a workbook %s', async (_, parts, want) => {
  expect(await proofs(parts)).toEqual(want)
})

test('a signer nobody trusts, and one whose certificate has ended', async () => {
  expect(await proofs(signed(), kim.trust)).toEqual([`not-verifiable/trust-unknown ${SIG}`, HELD(3)])
  expect(await proofs(signed(), alex.trust, new Date('2040-01-01'))).toEqual([
    `not-verifiable/unverifiable ${SIG}`,
    HELD(3),
  ])
})

test('hostile XML ends in bounded time, as malformed', () => {
  const bombs = [
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${'<a>'.repeat(200_000)}`,
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${'<a/>'.repeat(500_000)}</Signature>`,
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" ${Array.from({ length: 5000 }, (_, index) => `a${index}=""`).join(' ')}/>`,
    `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><a>&b;</a>`,
    '\0'.repeat(1_000_000),
    ' '.repeat(9 * 1024 * 1024),
  ]
  for (const text of bombs)
    expect(readXmlSignature(bytesOf(text)).faults.map(({ reason }) => reason)).toEqual(['malformed'])
})

test('no changed byte of a signed workbook leaves it verified with other parts', async () => {
  const whole = zipped(signed())
  const deps = { trust: alex.trust, now: new Date('2026-03-02') }
  const ask = async (bytes: Uint8Array<ArrayBuffer>) =>
    (await collected(office.check({ path: 'x.xlsx', bytes }, besideOf(new Map()), deps)))
      .filter(({ level }) => level === 'proof')
      .map(told)
  const before = await ask(whole)
  for (let place = 0; place < whole.length; place += 61) {
    const checks = await ask(flipped(whole, place))
    const holds = checks.every((check) => check.startsWith('verified'))
    expect(holds ? checks : before).toEqual(before)
  }
})
