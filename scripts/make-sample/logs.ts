import type { Line } from './device.ts'
import { quarter } from './quarter.ts'
import { written } from './time.ts'

export interface LogLine extends Line {
  /** Counted from 1 within its file. */
  readonly number: number
  readonly late: boolean
}

export interface Log {
  readonly name: string
  readonly lines: readonly LogLine[]
}

const month = ({ at }: Line): string => written(at).slice(0, 7)

/** The quarter as the server's operators rotated it: a file a month, in the order written. */
export function logs(): Log[] {
  const { lines, late } = quarter()
  const months = [...new Set(lines.map(month))]
  return months.map((name) => ({
    name: `vault-audit-${name}.log`,
    lines: lines
      .filter((line) => month(line) === name)
      .map((line, index) => ({ ...line, number: index + 1, late: late.includes(line) })),
  }))
}

/** Lines end with LF, the last one too. */
export const textOf = (lines: readonly { readonly text: string }[]): string =>
  lines.map(({ text }) => `${text}\n`).join('')
