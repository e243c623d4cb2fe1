/** Exact counts of a comparison; every record of either side within the period is in exactly one of them. */
export interface ComparedCounts {
  /** The same bytes on both sides. */
  readonly same: number
  readonly onlyFirst: number
  readonly onlySecond: number
  /** One event on both sides, and a field that differs. */
  readonly changed: number
  /** Equal but for values that each audit device hashes under its own salt. */
  readonly hashed: number
  /** The same fields in other bytes. */
  readonly bytes: number
}

/** How the partners of records whose bytes are not on the other side were looked for; records of both sides. */
export interface IdentityCounts {
  /** By the id that the source gives an event. */
  readonly eventId: number
  /** By time, actor, action and target, since there is no such id. */
  readonly fields: number
}

/** agree: the same bytes. differ: something is missing or changed. unsettled: the fields agree, the bytes do not. nothing: no record was compared. */
export const conclusions = ['agree', 'differ', 'unsettled', 'nothing'] as const
export type Conclusion = (typeof conclusions)[number]

export interface Concluded {
  readonly conclusion: Conclusion
  /** One sentence; never that a bundle is verified, since two copies of one forgery agree. */
  readonly message: string
  readonly settles: string | undefined
}

export interface ComparedPeriod {
  /** RFC 3339, as far as it is known. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const plain = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')
const records = (n: number): string => `${plain(n)} ${n === 1 ? 'record' : 'records'}`

const SETTLES =
  'A third export that you fetch yourself from the source for this period, and who could write each file between export and hand-over'

/** What follows from the counts: an observation, not a proof. */
export function concludeComparison(counts: ComparedCounts, period: ComparedPeriod): Concluded {
  const { same, onlyFirst, onlySecond, changed, hashed, bytes } = counts
  const missing = onlyFirst + onlySecond + changed
  const span = spanOf(period)
  if (missing + same + hashed + bytes === 0)
    return {
      conclusion: 'nothing',
      message: `No record of either export lies in the time compared${span}: nothing was compared`,
      settles: 'Exports of the same source that overlap in time, or another period',
    }
  if (missing > 0)
    return { conclusion: 'differ', message: `The two exports differ${span}: ${partsOf(counts)}`, settles: SETTLES }
  if (hashed + bytes > 0)
    return {
      conclusion: 'unsettled',
      message: `The two exports hold the same events with the same fields${span}, not the same bytes: ${partsOf(counts)}`,
      settles:
        hashed > 0
          ? 'Whether the exports come from two audit devices, which hash under different salts'
          : 'Whether the exports were written in two forms: compare the originals of a few of these records',
    }
  return {
    conclusion: 'agree',
    message: `The two exports agree byte for byte in ${records(same)}${span}`,
    settles: undefined,
  }
}

function partsOf({ same, onlyFirst, onlySecond, changed, hashed, bytes }: ComparedCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [onlyFirst, 'only in the first'],
    [onlySecond, 'only in the second'],
    [changed, 'changed'],
    [hashed, 'different only in hashed values'],
    [bytes, 'with the same fields in other bytes'],
    [same, 'the same'],
  ]
  return parts
    .filter(([n]) => n > 0)
    .map(([n, what]) => `${plain(n)} ${what}`)
    .join(', ')
}

const spanOf = ({ from, to }: ComparedPeriod): string =>
  from === undefined && to === undefined ? '' : ` between ${from ?? 'the first'} and ${to ?? 'the last'}`

/** What is known of the two sides beside the counts. */
export interface ComparedSides {
  readonly identity: IdentityCounts
  readonly sameFormat: boolean
  /** Records of either side outside the period. */
  readonly outside: number
  /** Lines of either side that could not be read. */
  readonly rejected: number
  /** Lines of either side that were set aside as duplicates. */
  readonly duplicates: number
  readonly hashed: number
}

/** What this comparison cannot tell, as sentences; what was left out is counted in them. */
export function limitsOf(sides: ComparedSides): string[] {
  const { identity, sameFormat, outside, rejected, duplicates, hashed } = sides
  const told: readonly (readonly [boolean, string])[] = [
    [true, 'Two copies of one altered export agree: agreement says nothing about what both leave out.'],
    [
      outside > 0,
      `${records(outside)} outside the period ${outside === 1 ? 'was' : 'were'} not compared: a beginning or an end that was cut off lies there.`,
    ],
    [
      rejected > 0,
      `${plain(rejected)} ${rejected === 1 ? 'line' : 'lines'} that could not be read ${rejected === 1 ? 'has' : 'have'} no time and no fields, and ${rejected === 1 ? 'was' : 'were'} not compared.`,
    ],
    [
      duplicates > 0,
      `${plain(duplicates)} ${duplicates === 1 ? 'line that tells' : 'lines that tell'} of an event once more ${duplicates === 1 ? 'was' : 'were'} not compared.`,
    ],
    [
      identity.eventId > 0,
      'An event whose id was changed shows as one that is only in the first and one that is only in the second; where one of the two lines of an event was changed, the other stands by itself and may show as a record more.',
    ],
    [
      identity.fields > 0,
      `${records(identity.fields)} ${identity.fields === 1 ? 'has' : 'have'} no id: partners were looked for by time, actor, action and target, so a change of one of these shows as one record only in the first and one only in the second.`,
    ],
    [
      hashed > 0,
      'Where values are hashed under two salts, one hashed value put in place of another cannot be told from another salt.',
    ],
    [!sameFormat, 'The two exports are of different formats, which name and fill fields differently.'],
  ]
  return told.filter(([applies]) => applies).map(([, sentence]) => sentence)
}
