/** What one `.log.sum` or `.json.sum` file of OSSEC or Wazuh states of a file: its name, and its digests; undefined stands for `none`. */
export interface StatedSums {
  readonly name: string
  readonly sums: ReadonlyMap<SumAlgorithm, string | undefined>
}

export type SumAlgorithm = 'sha256' | 'sha1' | 'md5'

/** The day's log, and the sum file of the day before. */
export interface DailySum {
  readonly current: StatedSums
  readonly chained: StatedSums
}

const algorithms: Readonly<Record<string, SumAlgorithm>> = { MD5: 'md5', SHA1: 'sha1', SHA256: 'sha256' }
const LINE = /^(MD5|SHA1|SHA256) {1,2}\(([^()\n]{1,1000})\) = ([0-9a-f]{32,64}|none)$/
const lengths = { md5: 32, sha1: 40, sha256: 64 } as const

/** Reads a sum file as Wazuh's `monitord/sign_log.c` writes it; undefined where it is none. */
export function readDailySum(text: string): DailySum | undefined {
  const lines = text.split('\n').filter((line) => line !== '')
  const second = lines.indexOf('Chained checksum:')
  if (lines[0] !== 'Current checksum:' || second === -1) return undefined
  const current = readSums(lines.slice(1, second))
  const chained = readSums(lines.slice(second + 1))
  return current && chained && { current, chained }
}

function readSums(lines: readonly string[]): StatedSums | undefined {
  const read = lines.map(readSum)
  const sums = new Map(read.map((one) => [one?.algorithm ?? 'md5', one?.digest]))
  const names = new Set(read.map((one) => one?.name))
  const [name] = names
  const isWhole = !read.includes(undefined) && sums.size === read.length && names.size === 1
  return isWhole && name !== undefined ? { name, sums } : undefined
}

function readSum(line: string): { algorithm: SumAlgorithm; name: string; digest: string | undefined } | undefined {
  const [, word = '', name = '', digest = ''] = LINE.exec(line) ?? []
  const algorithm = algorithms[word]
  if (algorithm === undefined) return undefined
  if (digest === 'none') return { algorithm, name, digest: undefined }
  return digest.length === lengths[algorithm] ? { algorithm, name, digest } : undefined
}

/** The digest that decides: SHA-256 where it is stated, else SHA-1, else MD5; the last two are weak. */
export function decidingSum({ sums }: StatedSums): {
  algorithm: SumAlgorithm
  stated: string | undefined
  weak: boolean
} {
  const algorithm = (['sha256', 'sha1', 'md5'] as const).find((one) => sums.has(one)) ?? 'md5'
  return { algorithm, stated: sums.get(algorithm), weak: algorithm !== 'sha256' }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAY = /(?:^|\/)(\d{4})\/([A-Z][a-z]{2})\/(ossec-[a-z]+)-(\d{2})(?:\.(log|json)\.sum)$/

/** The series of a sum file and its day as a number that grows with the date; undefined where the path does not say. */
export function dayOf(path: string): { readonly series: string; readonly day: number } | undefined {
  const [found, year = '', month = '', name = '', day = '', kind = ''] = DAY.exec(path) ?? []
  const which = MONTHS.indexOf(month)
  if (found === undefined || which === -1) return undefined
  return {
    series: `${path.slice(0, -found.length)} ${name}.${kind}`,
    day: (Number(year) * 12 + which) * 31 + Number(day),
  }
}
