import { count } from '../../kit/values.ts'

/** Members of an entry's detail that say what it was about, in the order in which they are looked for. */
const telling = [
  'name',
  'bundle',
  'pack',
  'file',
  'title',
  'subject',
  'key',
  'query',
  'where',
  'reason',
  'verdict',
  'records',
  'files',
]

const plain = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return count(value)
  if (typeof value === 'boolean') return String(value)
  return undefined
}

/** One line about an entry: its most telling members first, then whatever else is plain. */
export function subjectOf(detail: Readonly<Record<string, unknown>>): string {
  const rest = Object.keys(detail).filter((name) => !telling.includes(name))
  const parts = [...telling, ...rest].flatMap((name) => {
    const value = plain(detail[name])
    if (value === undefined || value === '' || /^[0-9a-f]{64}$/u.test(value)) return []
    return [name === 'name' || name === 'title' || name === 'reason' ? value : `${name} ${value}`]
  })
  return parts.slice(0, 4).join(', ')
}
