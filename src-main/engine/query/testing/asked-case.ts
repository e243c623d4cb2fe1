import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { openColumns } from '../../columns/case-columns.ts'
import { type SmallRecord, smallCase } from '../../columns/testing/small-case.ts'
import { newLineIndex } from '../../store/line-index.ts'
import type { Asking } from '../result.ts'

const MARCH = Date.UTC(2025, 2, 1) * 1000
const HOUR = 3_600_000_000
/** A record so many hours after the beginning of March 2025. */
export const at = (hours: number, rest: Omit<SmallRecord, 'us'> = {}): SmallRecord => ({
  us: MARCH + hours * HOUR,
  system: 'vault',
  ...rest,
})
const uuid = Buffer.from('00112233445566778899aabbccddeeff', 'hex')

/** A case of two bundles with five records, to be asked. */
export async function askedCase(): Promise<Asking> {
  const first = [
    at(0, { actor: 'ada', target: 'secret/a', kind: 1, outcome: 1, ip: '10.0.0.1', port: 443, flags: 129 }),
    at(30, { actor: 'bot', target: 'secret/b', kind: 1, outcome: 3, ip: '192.0.2.7', requestId: uuid, ns: 7 }),
    at(30, { actor: 'bot', target: 'secret/b', kind: 3, outcome: 1, seq: 9, traceId: 'trace-0001' }),
  ]
  const db = await smallCase([
    { name: 'one', verdict: 'failed', records: first },
    {
      name: 'two',
      records: [at(10, { actor: 'ada', target: 'Secret/A', kind: 1, outcome: 1, ip: '::ffff:10.0.0.9' }), at(31)],
    },
  ])
  for (const [file, count] of [
    [1, 3],
    [2, 2],
  ] as const) {
    addBlock(db, file, count)
  }
  return { db, columns: openColumns(db), zone: 'UTC', lastUs: MARCH + 31 * HOUR }
}

/** The SHA-256 that the case states of a line. */
export const hashOf = (file: number, line: number): Buffer => createHash('sha256').update(`${file}/${line}`).digest()

function addBlock(db: Database, file: number, count: number): void {
  const { index, blob } = newLineIndex(count)
  for (let i = 0; i < count; i++) {
    index.lineDelta[i] = i
    index.offsetDelta[i] = i * 10
    index.length[i] = 9
    index.sha256.set(hashOf(file, i + 1), i * 32)
  }
  db.prepare(
    'INSERT INTO raw_block (file, offset, bytes, first_line, count, entries, body) VALUES (?, 0, ?, 1, ?, ?, zeroblob(1))',
  ).run(file, count * 10, count, blob)
}
