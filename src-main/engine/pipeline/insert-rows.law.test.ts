import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { migrate } from '../store/migrate.ts'
import { RowInserter } from './insert-rows.ts'
import { COL, COLS } from './row.ts'
import { Rows } from './rows.ts'

/** One row: what each column holds, NULL where it may be absent. */
const numbers = fc.array(fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: 0, max: 2 ** 50 })), {
  minLength: COLS,
  maxLength: COLS,
})
const ids = fc.oneof(
  fc.constant(null),
  fc.constantFrom('req-1', 'req-2'),
  fc.uint8Array({ minLength: 16, maxLength: 16 }),
)
const row = fc.record({ numbers, requestId: ids, traceId: fc.constantFrom(null, null, 'trace') })
/** Which columns are absent in every row, which in the odd ones, and which say the same in all. */
const shape = fc.array(fc.constantFrom('absent', 'sometimes', 'same', 'differs'), { minLength: COLS, maxLength: COLS })
const NEEDED = new Set<number>([
  COL.id,
  COL.bundle,
  COL.file,
  COL.line,
  COL.offset,
  COL.timeUs,
  COL.timeNs,
  COL.timeDigits,
])
for (const column of [COL.actorKind, COL.kind, COL.outcome, COL.flags]) NEEDED.add(column)

type Row = { readonly numbers: readonly number[]; readonly requestId: unknown; readonly traceId: string | null }

function cellsOf(all: readonly Row[], at: number, shapes: readonly string[]): unknown[] {
  const cells: unknown[] = Array.from({ length: COL.requestId }, (_, column) => {
    if (column === COL.id) return at + 1
    const given = NEEDED.has(column) && shapes[column] !== 'same' ? 'differs' : shapes[column]
    if (given === 'absent' || (given === 'sometimes' && at % 2 === 1)) return null
    return all[given === 'same' ? 0 : at]?.numbers[column] ?? 0
  })
  const { requestId, traceId } = all[at] ?? { requestId: null, traceId: null }
  return [...cells, requestId instanceof Uint8Array ? Buffer.from(requestId) : requestId, traceId]
}

test('the table holds what the rows say, whatever they share, wherever they stand, and however many they are', () => {
  const many = fc.array(row, { minLength: 1, maxLength: 75 })
  const property = fc.property(many, shape, fc.integer({ min: 0, max: 3 }), (all, shapes, first) => {
    const db = new Sqlite(':memory:')
    migrate(db)
    const rows = new Rows(first + all.length)
    const want = all.map((_, at) => cellsOf(all, at, shapes))
    want.forEach((cells, at) => rows.load(first + at, cells))
    new RowInserter(db).insert(rows, first, all.length)
    expect(db.prepare('SELECT * FROM record ORDER BY id').raw().all()).toEqual(want)
    db.close()
  })
  fc.assert(property, { numRuns: 100 })
})
