import { ChainRule } from './rule.ts'
import type { ChainRuleText } from './rule.ts'

const ZEROS = '0'.repeat(64)

/** Names under which products keep the three fields of a chain; the first that an entry has counts. Provisional: seen names. */
const SEQ = ['seq', 'sequence', 'seq_no', 'sequence_number', 'sequenceNumber', 'index', 'seqNo', 'n', 'id']
const PREV = [
  'prev_hash',
  'previous_hash',
  'prevHash',
  'previousHash',
  'prev',
  'previous',
  'parent_hash',
  'parentHash',
  'hash_prev',
  'prev_entry_hash',
  'previous_entry_hash',
  'prev_digest',
  'chain_prev',
]
const HASH = [
  'hash',
  'entry_hash',
  'entryHash',
  'row_hash',
  'rowHash',
  'record_hash',
  'recordHash',
  'event_hash',
  'eventHash',
  'this_hash',
  'current_hash',
  'curr_hash',
  'currentHash',
  'chain_hash',
  'chainHash',
  'link_hash',
  'digest',
]
const fields = { seq: SEQ, prev: PREV, hash: HASH }
const sha256 = { algorithm: 'sha256' } as const
const entry = { without: ['@hash'] }
const firsts = [ZEROS, null, '', 'GENESIS', 'genesis', '0']

const json: readonly ChainRuleText[] = [
  {
    id: 'jcs-sha256',
    title: 'SHA-256 of the RFC 8785 text of the entry without its hash, the previous hash inside',
    seenIn: 'many newer products; the libraries canonicalize and rfc8785',
    entries: 'json-lines',
    fields,
    body: { form: 'json', writer: 'jcs', of: entry },
    genesis: firsts,
    digest: sha256,
  },
  {
    id: 'jcs-sha256-prefixed',
    title: 'As jcs-sha256, the hash written sha256:HEX',
    entries: 'json-lines',
    fields,
    body: { form: 'json', writer: 'jcs', of: entry },
    genesis: [...firsts, `sha256:${ZEROS}`],
    digest: { ...sha256, prefix: 'sha256:' },
  },
  {
    id: 'jcs-sha512',
    title: 'As jcs-sha256, with SHA-512',
    entries: 'json-lines',
    fields,
    body: { form: 'json', writer: 'jcs', of: entry },
    genesis: [...firsts, '0'.repeat(128)],
    digest: { algorithm: 'sha512' },
  },
  {
    id: 'javascript-sha256',
    title: 'SHA-256 of JSON.stringify of the entry without its hash, members in their order',
    entries: 'json-lines',
    fields,
    body: { form: 'json', writer: 'javascript', of: entry },
    genesis: firsts,
    digest: sha256,
  },
  {
    id: 'python-sortkeys-payload',
    title: 'SHA-256 of json.dumps({"payload", "prev"}, sort_keys=True)',
    seenIn: 'Python libraries',
    entries: 'json-lines',
    fields,
    body: { form: 'json', writer: 'python', of: { members: { payload: 'payload', prev: '@prev' } } },
    genesis: ['GENESIS', ...firsts],
    digest: sha256,
  },
  ...(['python', 'python-compact', 'python-utf8', 'python-compact-utf8'] as const).map((writer) => ({
    id: writer === 'python' ? 'python-sortkeys' : `${writer}-sortkeys`,
    title: `SHA-256 of json.dumps(entry without its hash, sort_keys=True)${
      writer === 'python'
        ? ''
        : `, ${writer.includes('compact') ? 'without blanks' : ''}${writer.endsWith('compact-utf8') ? ', ' : ''}${writer.endsWith('utf8') ? 'ensure_ascii=False' : ''}`
    }`,
    entries: 'json-lines' as const,
    fields,
    body: { form: 'json' as const, writer, of: entry },
    genesis: ['GENESIS', ...firsts],
    digest: sha256,
  })),
  {
    id: 'payload-link',
    title: 'A digest of the payload, and SHA-256 of JSON {chain_version, payload_hash, prev_hash, seq}',
    seenIn: 'JSONL audit logs',
    entries: 'json-lines',
    fields: { ...fields, hash: ['entry_hash', 'link_hash', 'chain_hash', 'this_hash', 'hash'] },
    payload: { hash: 'payload_hash', body: { form: 'json', writer: 'jcs', of: { value: 'payload' } } },
    body: {
      form: 'json',
      writer: 'jcs',
      of: {
        members: {
          chain_version: 'chain_version',
          payload_hash: 'payload_hash',
          prev_hash: '@prev',
          seq: '@seq',
        },
      },
    },
    genesis: firsts,
    namedGenesis: true,
    digest: sha256,
  },
  {
    id: 'prev-before-payload',
    title: 'SHA-256 of the previous hash in hex, then the RFC 8785 text of the entry without both hashes',
    entries: 'json-lines',
    fields,
    body: { form: 'json', writer: 'jcs', of: { without: ['@hash', '@prev'] } },
    prev: { at: 'before' },
    genesis: firsts,
    digest: sha256,
  },
  {
    id: 'hmac-json-array',
    title: 'HMAC-SHA256 of JSON.stringify([fields, 3, previous HMAC]); rows of versions 1 and 2 carry no link',
    seenIn: 'pinchy',
    entries: 'json-lines',
    fields: { seq: ['seq', 'id'], prev: ['prevHmac', 'prev_hmac'], hash: ['rowHmac', 'row_hmac'] },
    body: hmacRow([{ constant: 3 }, 'outcome', { sorted: 'error' }, '@prev']),
    unlinked: [hmacRow([{ constant: 2 }, 'outcome', { sorted: 'error' }]), hmacRow([])],
    genesis: [null],
    digest: { ...sha256, keyed: true },
  },
  {
    id: 'jcs-hmac-sha256',
    title: 'HMAC-SHA256 of the RFC 8785 text of the entry without its HMAC, the previous one inside',
    entries: 'json-lines',
    fields: {
      seq: SEQ,
      prev: ['prev_hmac', 'prevHmac', ...PREV],
      hash: ['hmac', 'row_hmac', 'rowHmac', 'entry_hmac', 'mac'],
    },
    body: { form: 'json', writer: 'jcs', of: entry },
    genesis: firsts,
    digest: { ...sha256, keyed: true },
  },
]

type Items = NonNullable<Extract<ChainRuleText['body'], { form: 'joined' }>['fields']>

function hmacRow(further: Items): ChainRuleText['body'] {
  const list: Items = ['timestamp', 'eventType', 'actorType', 'actorId', 'resource', { sorted: 'detail' }, ...further]
  return { form: 'json', writer: 'javascript', of: { list } }
}

const orders = [
  ['prev-first', ['@prev', '@others']],
  ['prev-last', ['@others', '@prev']],
] as const
const separators = [
  ['pipe', '|'],
  ['nothing', ''],
  ['comma', ','],
  ['colon', ':'],
  ['line-feed', '\n'],
] as const

const joined: readonly ChainRuleText[] = separators.flatMap(([word, separator]) =>
  orders.map(([order, items]) => ({
    id: `joined-${word}-${order}`,
    title: `SHA-256 of the previous hash and all columns in their order, joined by ${word === 'pipe' ? '|' : word}, ${order}`,
    seenIn: 'SQL-backed products, CSV exports',
    entries: 'csv' as const,
    fields,
    body: { form: 'joined' as const, fields: [...items], separator },
    genesis: firsts,
    digest: sha256,
  })),
)

const text: readonly ChainRuleText[] = (['hash-last', 'hash-first'] as const).map((textLines) => ({
  id: `raw-line-${textLines}`,
  title: `SHA-256 of the previous hash in hex, then the line; the hash is the ${textLines.slice(5)} word of the line`,
  entries: { textLines, separator: ' ' },
  fields: { hash: 'hash' },
  body: { form: 'text' as const, field: '@line' },
  prev: { at: 'before' as const },
  genesis: [ZEROS, ''],
  digest: sha256,
}))

const sideFile: ChainRuleText = {
  id: 'raw-line-side-file',
  title: 'A side file "seq sha256(line) link": SHA-256 of the previous link, then the hash of the line, both in hex',
  seenIn: 'log-shipper sidecars; the open bundle',
  entries: 'side-file',
  fields: { hash: 'link' },
  body: { form: 'text', field: '@line', hashed: true },
  prev: { at: 'before' },
  genesis: [ZEROS],
  digest: sha256,
}

/** The rules seen in public products (formats: integrity, section 2); the daily sums of OSSEC and Wazuh stand in `daily-sums.ts`. */
export const builtInRules: readonly ChainRule[] = [...json, ...joined, ...text, sideFile].map((rule) =>
  ChainRule.parse(rule),
)
