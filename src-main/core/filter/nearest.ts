/** The candidate nearest to a mistyped word: at most two letters wrong, missing, too many or swapped, or its beginning. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const asked = word.toLowerCase().slice(0, 40)
  const limit = asked.length < 4 ? 1 : 2
  let best: string | undefined
  let least = limit + 1
  for (const candidate of candidates) {
    const steps = distance(asked, candidate.toLowerCase())
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best ?? candidates.find((one) => asked.length > 1 && one.toLowerCase().startsWith(asked))
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const change = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, change, swapped ? at(before, j - 2) + 1 : Infinity))
    }
    before = row
    row = next
  }
  return at(row, b.length)
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity
