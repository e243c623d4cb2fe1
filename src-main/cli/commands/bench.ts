import { join } from 'node:path'
import { statSync } from 'node:fs'
import { generate } from '../../../bench/generate.ts'
import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { answer, openCase, type Session } from '../session.ts'
import { table } from '../table.ts'
import { bytes, count, duration } from '../words.ts'

const RECORDS = 100_000

interface Timed {
  readonly step: string
  readonly seconds: number
}

/** Times one piece of work as the caller sees it, the way to the engine and back included. */
async function timed<T>(steps: Timed[], step: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const value = await work()
  steps.push({ step, seconds: (performance.now() - begun) / 1000 })
  return value
}

async function measure(session: Session, log: string, casePath: string): Promise<Timed[]> {
  const steps: Timed[] = []
  const engine = session.engine()
  await openCase(session, casePath, { make: true })
  const place = await engine.place(log, 'input')
  await timed(steps, 'import', () => engine.run('import.start', { places: [place] }))
  await timed(steps, 'verify', () => engine.run('verify.start', {}))
  await timed(steps, 'histogram, first question', () => engine.ask('histogram', {}))
  await timed(steps, 'histogram of a filter', () => engine.ask('histogram', { where: 'kind:read outcome:success' }))
  await timed(steps, 'facets of four fields', () =>
    engine.ask('facets', { where: 'kind:read', fields: ['actor', 'target', 'outcome', 'ip'] }),
  )
  await timed(steps, 'page in the middle', async () => {
    const { total } = await engine.ask('records.page', { offset: 0, limit: 1 })
    return engine.ask('records.page', { offset: Math.floor(total / 2), limit: 500 })
  })
  await engine.ask('case.close', {})
  return steps
}

export const bench: Command = {
  name: 'bench',
  summary: 'Measures this machine: import, verification and questions over a generated Vault log.',
  usage: ['bench [--records N]'],
  options: [{ name: 'records', value: 'N', help: `records to generate (default ${count(RECORDS)}); two lines each` }],
  notes: [
    'Log and case are written to the temporary folder and removed. Times are seen from the command line, the way to the',
    'engine included. The comparison with SQLite, DuckDB and Python is `npm run bench -- import`.',
  ],
  examples: ['proofline bench', 'proofline bench --records 1000000 --json'],
  run: async (session, given) => {
    take(given)
    const records = given.number('records', 1) ?? RECORDS
    const folder = session.scratch()
    const log = join(folder, 'vault_audit.log')
    const casePath = join(folder, 'bench.proofline')
    session.note(`Writing a log of ${count(records)} records.`)
    const made = generate(log, records * 2)
    const steps = await measure(session, log, casePath)
    const importS = steps[0]?.seconds ?? 0
    const rates = {
      recordsPerSecond: Math.round(records / importS),
      bytesPerSecond: Math.round(made.bytes / importS),
    }
    const caseBytes = statSync(casePath).size
    const document = { records, lines: made.lines, bytes: made.bytes, caseBytes, ...rates, steps }
    await answer(session, document, () => [
      ...table(
        [{ head: 'Step' }, { head: 'Time', right: true }],
        steps.map(({ step, seconds }) => [step, duration(seconds)]),
      ),
      '',
      `${count(records)} records in ${count(made.lines)} lines, ${bytes(made.bytes)}: ` +
        `${count(rates.recordsPerSecond)} records per second, ${bytes(rates.bytesPerSecond)} per second`,
      `The case takes ${bytes(caseBytes)}.`,
    ])
    return EXIT.done
  },
}
