/** A value as the query language takes it: in quotes where it holds anything but plain signs. */
export function quoted(value: string): string {
  if (/^[\p{L}\p{N}_./@-]+$/u.test(value) && !value.startsWith('-')) return value
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
