/** A text in three: what both begin with, where they differ, what both end with. */
export interface Differing {
  readonly before: string
  readonly differs: string
  readonly after: string
}

function shared(a: string, b: string, most: number, at: (text: string, n: number) => string): number {
  let n = 0
  while (n < most && at(a, n) === at(b, n)) n += 1
  return n
}

/** Where a text differs from another; the whole of it where there is no other. */
export function differing(text: string, other: string | undefined): Differing {
  if (other === undefined) return { before: '', differs: text, after: '' }
  const most = Math.min(text.length, other.length)
  const head = shared(text, other, most, (one, n) => one.charAt(n))
  const tail = shared(text, other, most - head, (one, n) => one.charAt(one.length - 1 - n))
  const end = text.length - tail
  return { before: text.slice(0, head), differs: text.slice(head, end), after: text.slice(end) }
}
