import type { Database } from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joined } from '../../core/filter/query.ts'
import type { CompareOp, Query } from '../../core/filter/query.ts'
import { termFields } from '../../core/record/record.ts'
import { openColumns } from './case-columns.ts'
import { countValues } from './count.ts'
import { positionAt, rankOf, select } from './select.ts'
import { plainSql } from './testing/plain-sql.ts'
import { type SmallBundle, type SmallRecord, smallCase } from './testing/small-case.ts'

const DAY = Date.UTC(2025, 2, 1) * 1000
const clock = { zone: 'UTC', lastUs: 0 }
const text = fc.string({ unit: fc.constantFrom(...'aAbB%_\\é'), maxLength: 4 })
const id = fc.constantFrom('request-1', 'REQUEST-1', 'Other-id-22', 'x')
const fields = fc.constantFrom(...termFields)
const hours = fc.integer({ min: -3, max: 3 }).map((count) => count * 3_600_000_000)

const record: fc.Arbitrary<SmallRecord> = fc
  .record(
    {
      us: fc.oneof(fc.nat({ max: 5 }), hours).map((us) => DAY + us),
      ns: fc.constantFrom(0, 0, 7, 999),
      kind: fc.nat({ max: 3 }),
      outcome: fc.nat({ max: 3 }),
      actorKind: fc.nat({ max: 4 }),
      flags: fc.nat({ max: 2047 }),
      port: fc.constantFrom(0, 443, 70_000),
      seq: fc.nat({ max: 9 }),
      requestId: id,
      traceId: id,
      terms: fc.dictionary(fields, text, { maxKeys: 5 }),
    },
    { requiredKeys: ['us'] },
  )
  .map(({ terms, ...rest }) => ({ ...terms, ...rest }))

const records = fc.array(record, { minLength: 1, maxLength: 12 })
const verdict = fc.constantFrom('verified', 'failed')
const bundles = fc.array(fc.record({ records, verdict, name: text }, { requiredKeys: ['records'] }), {
  minLength: 1,
  maxLength: 4,
})

const piece = fc.string({ unit: fc.constantFrom(...'aAb%_é'), minLength: 1, maxLength: 2 })
const parts = fc.oneof(
  piece.map((one) => [one]),
  fc.tuple(piece, piece).map(([a, b]) => ['', a, b]),
  fc.tuple(piece, piece, piece, piece).map(([a, b, c, d]) => [a, b, c, d, '']),
  fc.constant<string[]>(['', '']),
)
const op = fc.constantFrom<CompareOp[]>('=', '<', '<=', '>', '>=')
const when = fc.constantFrom(
  '2025-03-01',
  '2025-02-28',
  '2025-03-01T00:00:00.000002Z',
  '2025-03-01T00:00:00.000001007Z',
)
type Match = Extract<Query, { is: 'match' }>
type Compare = Extract<Query, { is: 'compare' }>
const match = (
  field: fc.Arbitrary<Match['field']>,
  value: fc.Arbitrary<readonly string[]>,
  exact: fc.Arbitrary<boolean> = fc.constant(false),
) => fc.record({ field, parts: value, exact }).map((one): Query => ({ is: 'match', ...one }))
const compare = (field: fc.Arbitrary<Compare['field']>, ops: fc.Arbitrary<CompareOp>, value: fc.Arbitrary<string>) =>
  fc.record({ field, op: ops, value }).map((one): Query => ({ is: 'compare', ...one }))
const single = (value: fc.Arbitrary<string>) => value.map((one) => [one])

const leaf: fc.Arbitrary<Query> = fc.oneof(
  match(
    fields.filter((one) => one !== 'ip'),
    parts,
  ),
  match(fields, single(text), fc.constant(true)),
  match(fc.constant('kind'), single(fc.constantFrom('read', 'list'))),
  match(fc.constant('outcome'), single(fc.constantFrom('denied', 'unknown'))),
  match(fc.constant('actorKind'), single(fc.constantFrom('human'))),
  match(fc.constant('flag'), single(fc.constantFrom('masked', 'paired'))),
  match(fc.constant('proof'), single(fc.constantFrom('unchecked', 'failed'))),
  match(fc.constant('bundle'), parts),
  match(fc.constantFrom('requestId', 'traceId'), single(id), fc.boolean()),
  match(fc.constantFrom('requestId', 'traceId'), fc.constantFrom(['r', ''], ['', ''], ['', 'ID', ''])),
  match(fc.constant('port'), fc.constant(['', ''])),
  single(fc.oneof(piece, id)).map((one): Query => ({ is: 'text', parts: one })),
  fc.array(piece, { minLength: 2, maxLength: 5 }).map((some): Query => ({ is: 'text', parts: some })),
  compare(fc.constantFrom('port', 'seq', 'id'), op, fc.constantFrom('0', '5', '443')),
  compare(fc.constant('time'), op, when),
  compare(fc.constantFrom('after', 'before'), fc.constant<CompareOp>('='), when),
)
const query = fc.letrec<{ q: Query }>((tie) => ({
  q: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('q').map((of): Query => ({ is: 'not', of })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('q'), { minLength: 2, maxLength: 3 }))
      .map(([is, of]) => joined(is, of)),
  ),
})).q

const idsBySql = (db: Database, condition: string): number[] =>
  db
    .prepare<[], number>(`SELECT r.id FROM record r WHERE ${condition} ORDER BY r.time_us, r.time_ns, r.id`)
    .pluck()
    .all()

function idsByColumns(db: Database, asked: Query, columns = openColumns(db)): number[] {
  const result = select(columns, asked, {}, clock)
  const ids = columns.column('id')
  return Array.from({ length: result.total }, (_, rank) => {
    const position = positionAt(result, rank)
    return rankOf(result, position) === rank ? (ids[position] ?? -1) : -1
  })
}

const withCase = async (of: readonly SmallBundle[], check: (db: Database) => void): Promise<void> => {
  const db = await smallCase(of)
  check(db)
  db.close()
}

test('the columns find what plain SQL finds, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(bundles, fc.array(query, { minLength: 1, maxLength: 12 }), (of, queries) =>
      withCase(of, (db) => {
        const columns = openColumns(db)
        expect(columns.stale).toEqual([])
        for (const one of queries) expect(idsByColumns(db, one, columns)).toEqual(idsBySql(db, plainSql(one)))
      }),
    ),
    { numRuns: 150 },
  )
})

test('a memory budget too small for two columns changes no answer', async () => {
  await fc.assert(
    fc.asyncProperty(bundles, query, (of, one) =>
      withCase(of, (db) => expect(idsByColumns(db, one, openColumns(db, 1))).toEqual(idsBySql(db, plainSql(one)))),
    ),
    { numRuns: 40 },
  )
})

test('counts of values are those of GROUP BY', async () => {
  await fc.assert(
    fc.asyncProperty(bundles, query, (of, asked) =>
      withCase(of, (db) => {
        const columns = openColumns(db)
        const counts = countValues(columns, 'target', select(columns, asked, {}, clock))
        const sql = `SELECT coalesce(r.target, 0) AS value, count(*) AS n FROM record r WHERE ${plainSql(asked)} GROUP BY 1`
        const rows = db.prepare<[], { value: number; n: number }>(sql).all()
        const plain = Object.fromEntries(rows.map(({ value, n }) => [value, n]))
        expect(Object.fromEntries([...counts.entries()].filter(([, n]) => n > 0))).toEqual(plain)
      }),
    ),
    { numRuns: 60 },
  )
})

const harms = [
  "DELETE FROM column_chunk WHERE bundle = 1 AND name = 'port'",
  'DELETE FROM column_chunk WHERE bundle = 1',
  "UPDATE column_chunk SET body = zeroblob(9) WHERE bundle = 1 AND name = 'time'",
  "UPDATE column_chunk SET rows = rows + 1 WHERE bundle = 1 AND name = 'kind'",
]
test('columns that are missing or differ from their records are built anew, and named', async () => {
  await fc.assert(
    fc.asyncProperty(bundles, fc.constantFrom(...harms), (of, harm) =>
      withCase(of, (db) => {
        db.exec(harm)
        expect(openColumns(db).stale).toEqual([1])
        expect(idsByColumns(db, { is: 'all' })).toEqual(idsBySql(db, '1'))
      }),
    ),
    { numRuns: 30 },
  )
})
