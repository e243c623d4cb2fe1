import { parseArgs } from 'node:util'
import { type CloudTrailReport, benchCloudTrail } from './cloudtrail.ts'
import { benchImport, type ImportReport, type Times } from './import.ts'
import { benchVerify, type VerifyReport } from './verify.ts'

const USAGE = `Usage: npm run bench -- import [--records N] [--runs K] [--input FILE] [--json]
       npm run bench -- verify [--records N] [--runs K] [--json]
       npm run bench -- cloudtrail [--records N] [--json]

  import          a whole import, beside sqlite3, DuckDB and Python on the same log
    --records N   lines of the log that is generated (default 1000000)
    --runs K      times each contestant runs; the median counts (default 3)
    --input FILE  this Vault log instead of a generated one
  verify          a signed open bundle, beside openssl over its log and one hash a line in Node
    --records N   lines of the log that is generated (default 1000000)
    --runs K      times each of them runs; the median counts (default 3)
  cloudtrail      the digests of a CloudTrail export, once
    --records N   digest files that are generated (default 50000)
    --json        one JSON document on stdout`

const say = (line: string): void => void process.stderr.write(`${line}\n`)

function whole(text: string, name: string, least: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least) return number
  say(`--${name} takes a whole number from ${least} on, not ${text}.`)
  process.exit(2)
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        records: { type: 'string' },
        runs: { type: 'string', default: '3' },
        input: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (mistake) {
    say(mistake instanceof Error ? mistake.message : String(mistake))
    say(USAGE)
    process.exit(2)
  }
}

const grouped = (number: number): string => Math.round(number).toLocaleString('en-US')
const ratio = (number: number | undefined): string => number?.toFixed(2) ?? '–'

function row({ title, median, linesPerSecond, peakMb }: Times, own: Times): string {
  const cells = [median.toFixed(2), grouped(linesPerSecond), peakMb === undefined ? '–' : grouped(peakMb)]
  return [title.padEnd(52), ...cells.map((cell) => cell.padStart(10)), ratio(own.median / median).padStart(10)].join(
    ' ',
  )
}

function table(report: ImportReport): string {
  const { machine, input, proofline, ratios } = report
  const head = ['', 'seconds', 'lines/s', 'peak MB', 'Proofline/']
  return [
    `${machine.system}; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}`,
    `${grouped(input.lines)} lines, ${grouped(input.bytes / 1e6)} MB; medians of ${proofline.seconds.length}`,
    ...(machine.load > 0.5 ? [`the machine was busy before: load ${machine.load.toFixed(1)}`] : []),
    '',
    [head[0]?.padEnd(52), ...head.slice(1).map((cell) => cell.padStart(10))].join(' '),
    row(proofline, proofline),
    ...Object.values(report.peers).map((times) => row(times, proofline)),
    ...report.leftOut.map(({ title, why }) => `${title}: left out, ${why}`),
    '',
    `ready / floor ${ratio(ratios.readyToFloor)} (goal at most 2.5)`,
    `ready / DuckDB ${ratio(ratios.readyToDuckdb)}`,
    `Python / ready ${ratio(ratios.pythonToReady)} (goal at least 2)`,
    `peak memory of the engine ${report.peakRssMb === undefined ? 'not known here' : `${grouped(report.peakRssMb)} MB`} (goal under 600)`,
    `case ${grouped(report.caseMb)} MB, ${(report.caseToNdjson * 100).toFixed(1)} % of the log (goal at most 45 %)`,
  ].join('\n')
}

function cloudTrailTable({ machine, digests, logs, verdict, ...took }: CloudTrailReport): string {
  const { seconds, processorSeconds, peakMb } = took
  return [
    `${machine.system}; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}`,
    ...(machine.load > 0.5 ? [`the machine was busy before: load ${machine.load.toFixed(1)}`] : []),
    `${grouped(digests)} digest files and ${grouped(logs)} logs: ${verdict} in ${seconds.toFixed(1)} s (goal under 120 s for 50,000), ${processorSeconds.toFixed(1)} s of processor`,
    `peak memory ${peakMb === undefined ? 'not known here' : `${grouped(peakMb)} MB`} (goal under 500)`,
  ].join('\n')
}

const secondsRow = (title: string, took: number): string => `${title.padEnd(52)}${took.toFixed(2).padStart(10)}`

function verifyTable({ machine, input, verdict, ratios, peakRssMb, ...seconds }: VerifyReport): string {
  return [
    `${machine.system}; ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}`,
    ...(machine.load > 0.5 ? [`the machine was busy before: load ${machine.load.toFixed(1)}`] : []),
    `an open bundle of ${grouped(input.lines)} lines, ${grouped(input.bytes / 1e6)} MB: ${verdict}; medians, in seconds`,
    '',
    secondsRow('the bundle: digests, signature, chain, counts', seconds.bundle),
    secondsRow('openssl dgst -sha256 over the log', seconds.openssl),
    secondsRow('Node: one SHA-256 a line', seconds.loop),
    '',
    `bundle / both together ${ratio(ratios.bundleToBoth)} (goal at most 2)`,
    `proofline verify, with its records read and checked too: ${seconds.command.toFixed(2)} s, ${ratio(ratios.commandToBoth)} of both`,
    `peak memory ${peakRssMb === undefined ? 'not known here' : `${grouped(peakRssMb)} MB`}`,
  ].join('\n')
}

const { values, positionals } = options()
const print = <T>(report: T, words: (report: T) => string): void =>
  void process.stdout.write(`${values.json ? JSON.stringify(report, undefined, 2) : words(report)}\n`)

const benches: Readonly<Record<string, () => Promise<void>>> = {
  import: async () => {
    const [records, runs] = [whole(values.records ?? '1000000', 'records', 2), whole(values.runs, 'runs', 1)]
    print(await benchImport({ records, runs, input: values.input }, say), table)
  },
  verify: async () => {
    const [records, runs] = [whole(values.records ?? '1000000', 'records', 2), whole(values.runs, 'runs', 1)]
    print(await benchVerify({ records, runs }, say), verifyTable)
  },
  cloudtrail: async () =>
    print(await benchCloudTrail(whole(values.records ?? '50000', 'records', 5), say), cloudTrailTable),
}

const bench = positionals.length === 1 ? benches[positionals[0] ?? ''] : undefined
if (values.help || bench === undefined) {
  say(USAGE)
  process.exit(values.help ? 0 : 2)
}
process.once('SIGINT', () => process.exit(130))
try {
  await bench()
} catch (fault) {
  say(fault instanceof Error ? fault.message : String(fault))
  process.exitCode = 1
}
