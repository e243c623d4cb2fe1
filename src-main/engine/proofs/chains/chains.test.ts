import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { chainOf, chained } from '../../../core/verify/chain-rules/testing/chained.ts'
import { chainWith } from '../../../core/verify/testing/chain-of.ts'
import { readTrust } from '../../crypto/trusted.ts'
import { checkOwnChain, linesOf, ruleOf } from './chain-text.ts'
import { checksOf, kindOf, said } from './testing/judge-files.ts'

const entries = chainOf(20)
const lines = (from = 0, to = entries.length): string =>
  entries
    .slice(from, to)
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('')
const anchorAt = (seq: number, of = seq): string =>
  JSON.stringify({ count: seq, head_seq: seq, head_hash: entries[of - 1]?.['hash'], signed_at: '2026-01-01T00:00:00Z' })
const anchor = anchorAt(20)

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
const signature = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('base64')
const trust = readTrust(Buffer.from(pem))
const signedAs = (text: string) => ({ 'head.json': text, 'head.json.sig.b64': `${signature(text)}\n` })
const signed = signedAs(anchor)

// An anchor beside a chain.

test('signed with a trusted key it shows that nothing was cut', async () => {
  const checks = await checksOf({ 'a.jsonl': lines(), ...signed }, { trust })
  expect(checks.filter(({ level }) => level === 'proof').every(({ verdict }) => verdict === 'verified')).toBe(true)
  expect(checks.some(({ check }) => check === 'chain.end')).toBe(true)
})

test('signed with a key that came along it proves nothing yet', async () => {
  const checks = await checksOf({ 'a.jsonl': lines(), ...signed, 'key.pem': pem })
  expect(said(checks)).toEqual([
    'chain.start verified a.jsonl',
    'chain.link verified a.jsonl',
    'chain.anchor trust-unknown a.jsonl',
    'anchor.signature trust-unknown head.json',
  ])
  expect(checks.find(({ check }) => check === 'chain.end')?.verdict).toBe('not-verifiable')
})

test.each<[string, Record<string, string>, string[]]>([
  ['cut', { 'a.jsonl': lines(0, 15), ...signed }, ['chain.anchor truncated a.jsonl']],
  [
    'without signature',
    { 'a.jsonl': lines(), 'head.json': anchor },
    ['chain.anchor unverifiable a.jsonl', 'anchor.signature unverifiable head.json'],
  ],
  [
    'of another chain that is here too',
    {
      'a.jsonl': lines(0, 15),
      'b.jsonl': lines(),
      ...signedAs(anchor.replace('"count"', '"chain":"b.jsonl","count"')),
    },
    [],
  ],
  [
    'signed otherwise',
    { 'a.jsonl': lines(), ...signed, 'head.json.sig.b64': signature('x') },
    ['anchor.signature edited head.json'],
  ],
  [
    'before the log begins',
    { 'a.jsonl': lines(5), ...signedAs(anchorAt(3)) },
    ['chain.start truncated a.jsonl', 'chain.anchor incomplete a.jsonl'],
  ],
  ['right before the log begins', { 'a.jsonl': lines(5), ...signedAs(anchorAt(5)) }, []],
  ['of another number', { 'a.jsonl': lines(), ...signedAs(anchorAt(3, 20)) }, ['chain.anchor malformed a.jsonl']],
])('%s', async (_fault, files, want) => {
  expect(said(await checksOf(files, { trust })).filter((one) => !one.includes(' verified '))).toEqual(want)
})

// Two chains in one folder, and an anchor of one.

const otherWith = (last: string): string =>
  chained(['one', 'two', 'three', last].map((note) => ({ note })))
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('')
const stranger = otherWith('four')
const aboutAnchors = async (files: Record<string, string>): Promise<string[]> =>
  said(await checksOf(files, { trust })).filter((one) => /anchor |failed|cated|rechained|missing/.test(one))
const ofA = ['chain.anchor verified a.jsonl']

test('of two chains an anchor holds for the one in which its head stands, and says nothing of the other', async () => {
  const files = { 'a.jsonl': lines(), 'b.jsonl': stranger, ...signed }
  expect(await aboutAnchors(files)).toEqual(ofA)
  const ends = (await checksOf(files, { trust })).filter(({ check }) => check === 'chain.end')
  expect(ends.map(({ file, verdict }) => [file, verdict])).toEqual([
    ['a.jsonl', 'verified'],
    ['b.jsonl', 'not-verifiable'],
  ])
})

test.each<[string, Record<string, string>, string[]]>([
  [
    'a log was cut: it is held against both, since it may be of either',
    { 'a.jsonl': lines(0, 15), 'b.jsonl': stranger, ...signed },
    ['chain.anchor truncated a.jsonl', 'chain.anchor truncated b.jsonl'],
  ],
  [
    'the log that its file is named for was cut',
    { 'a.jsonl': lines(0, 15), 'b.jsonl': stranger, 'a.head.json': anchor, 'a.head.json.sig.b64': signature(anchor) },
    ['chain.anchor truncated a.jsonl'],
  ],
  [
    'its file is named for the other, though its head stands here',
    { 'a.jsonl': lines(), 'b.jsonl': stranger, 'b.jsonl.json': anchor, 'b.jsonl.json.sig.b64': signature(anchor) },
    [...ofA, 'chain.anchor truncated b.jsonl'],
  ],
  [
    'it names the other itself, though its head stands here',
    { 'a.jsonl': lines(), 'b.jsonl': stranger, ...signedAs(anchor.replace('"count"', '"chain":"b.jsonl","count"')) },
    ['chain.anchor truncated b.jsonl'],
  ],
  [
    'the other is no chain and only speaks of the head',
    { 'a.jsonl': lines(0, 15), 'b.jsonl': `{"head":"${entries[19]?.['hash']}"}\n`, ...signed },
    ['chain.anchor truncated a.jsonl'],
  ],
  [
    'the other speaks of the head in a member that is not its hash',
    { 'a.jsonl': lines(0, 15), 'b.jsonl': otherWith(String(entries[19]?.['hash'])), ...signed },
    ['chain.anchor truncated a.jsonl', 'chain.anchor truncated b.jsonl'],
  ],
  ['the whole log and a copy that was cut', { 'a.jsonl': lines(), 'b.jsonl': lines(0, 15), ...signed }, ofA],
])('two chains and an anchor: %s', async (_what, files, want) => {
  expect(await aboutAnchors(files)).toEqual(want)
})

test('two that state one count and two heads are a fork', async () => {
  const other = anchor.replace(/"head_hash":"./, '"head_hash":"x')
  const files = { 'a.jsonl': lines(), ...signed, 'old.json': other, 'old.json.sig.b64': signature(other) }
  const failed = (await checksOf(files, { trust })).filter(({ verdict }) => verdict === 'failed')
  expect(failed.map(({ kind }) => kind)).toEqual(['forked', 'rechained'])
})

describe('the finder', () => {
  test('says which rule fits and how many it tried', async () => {
    const checks = await checksOf({ 'a.jsonl': lines() })
    expect(checks[0]?.message).toMatch(
      /^Rule jcs-sha256 gives the hash of 3 of the first 3 chained entries; \d+ rules were tried$/,
    )
  })

  test('an edit in the first entry does not hide the rule', () => {
    const text = lines().replace('entry 1"', 'changed"').trimEnd().split('\n')
    const head = text.map((line) => Buffer.from(line))
    expect(ruleOf(head, {})).toMatchObject({ rule: { id: 'jcs-sha256' }, held: 2 })
  })

  test('nothing fits: said, and not verified', async () => {
    const other = entries.map((entry) => ({
      ...entry,
      hash: createHash('sha256').update(String(entry['hash'])).digest('hex'),
    }))
    const text = other.map((entry) => JSON.stringify(entry)).join('\n')
    const checks = await checksOf({ 'a.jsonl': text })
    expect(said(checks)).toEqual(['chain.rule unsupported a.jsonl'])
    expect(checks[0]?.message).toContain('none gives their hashes')
  })

  test('reads on beyond the lines it looked at', async () => {
    const text = `${'{"old":1}\n'.repeat(10)}${lines()}`
    const found = []
    for await (const check of checkOwnChain(linesOf(chunks(text, 7)), {})) found.push(check)
    expect(said(found)).toEqual([
      'chain.start verified undefined',
      'chain.prefix incomplete undefined',
      'chain.link verified undefined',
    ])
  })
})

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const four = ['one', 'two', 'three', 'four']
const sha256 = (line: string): string => createHash('sha256').update(line).digest('hex')
// Its closing entry is that of a last line here.
const side = chainWith(sha256)(four.slice(0, 3), four[3])
const log = (...all: string[]): string => all.map((line) => `${line}\n`).join('')

describe('a side file', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['whole', { 'a.log': log(...four), 'a.chain': side }, ['chain.link verified a.log']],
    ['named after the whole log', { 'a.log': log(...four), 'a.log.chain': side }, ['chain.link verified a.log']],
    ['last line cut', { 'a.log': log(...four.slice(0, 3)), 'a.chain': side }, ['chain.link truncated a.log']],
    ['last line changed', { 'a.log': log('one', 'two', 'three', 'x'), 'a.chain': side }, ['chain.link edited a.log']],
    ['line added', { 'a.log': log(...four, 'x'), 'a.chain': side }, ['chain.link inserted a.log']],
    ['line removed', { 'a.log': log('one', 'three', 'four'), 'a.chain': side }, ['chain.link removed a.log']],
    ['log missing', { 'a.chain': side }, ['chain.link unverifiable a.chain']],
  ])('%s', async (_fault, files, want) => {
    const checks = await checksOf(files)
    expect(said(checks)).toEqual(want)
  })
})

const ledger = (block: number, digit: string): string =>
  JSON.stringify({
    database_name: 'db',
    block_id: block,
    hash: `0x${digit.repeat(64)}`,
    last_transaction_commit_time: 't',
    digest_time: 't',
  })

describe('recognised by content', () => {
  test.each<[string, string, string | undefined]>([
    ['x.journal', 'LPKSHHRH\u0000\u0000', 'systemd-journal'],
    ['x.json', '{"__CURSOR":"s=1","MESSAGE":"m"}\n', 'systemd-journal-export'],
    ['x.log', '<110>1 2026-01-01T00:00:00Z h - - - [ssign VER="0111" RSID="1" SG="0"]\n', 'rfc-5848'],
    ['x.log.logsig', 'LOGSIG12....', 'rsyslog-ksi'],
    ['x.ksisig', '', 'rsyslog-ksi'],
    ['state.json', '{"db":"d","txId":1,"txHash":"a","signature":{}}', 'immudb-state'],
    ['digest.json', ledger(1, 'a'), 'azure-sql-ledger-digest'],
    ['a.jsonl', lines(), 'own-chain'],
    ['a.csv', `seq,note,prev,hash\n1,a,,${'a'.repeat(64)}\n`, 'own-chain'],
    ['head.json', anchor, 'chain-anchor'],
    ['a.jsonl', '{"hash":"abc","path":"/x"}\n', undefined],
    ['a.csv', 'seq,note\n1,a\n', undefined],
    ['a.log', 'Current checksum:\n', undefined],
    ['a.json', '{', undefined],
  ])('%s', (path, text, want) => {
    expect(kindOf(path, text)).toBe(want)
  })

  test('what is not checked says so', async () => {
    expect(said(await checksOf({ 'x.ksisig': 'x' }))).toEqual(['proof.unsupported unsupported x.ksisig'])
  })

  test('two ledger digests of one block with other hashes are a fork', async () => {
    const files = { 'a.json': ledger(1, 'a'), 'b.json': ledger(1, 'b'), 'c.json': ledger(2, 'c') }
    expect(said(await checksOf(files)).filter((one) => !one.includes('unsupported'))).toEqual([
      'ledger.digest forked b.json',
    ])
  })
})
