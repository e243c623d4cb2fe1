import { integrityText as text } from '../../text/integrity.ts'
import type { Check } from './check-nodes.ts'

/** Where a check found what it tells: the file by its leaf, and the line. Empty where it speaks of no place. */
export const placeOf = ({ file, line }: Pick<Check, 'file' | 'line'>): string =>
  [file?.split('/').at(-1), line === undefined ? undefined : text.line(line)].filter(Boolean).join(', ')
