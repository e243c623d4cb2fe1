/** The first `limit` values in an order, without sorting the rest; `before` is negative where a comes before b. */
export function best(values: Iterable<number>, limit: number, before: (a: number, b: number) => number): number[] {
  const chosen: number[] = []
  for (const value of values) {
    const last = chosen.at(-1)
    if (chosen.length < limit || last === undefined || before(value, last) < 0) insert(chosen, value, before)
    if (chosen.length > limit) chosen.pop()
  }
  return chosen
}

function insert(sorted: number[], value: number, before: (a: number, b: number) => number): void {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(sorted[middle] ?? 0, value) < 0) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, value)
}
