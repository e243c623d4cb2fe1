/** Times to order by, in the order of arrival: µs, and the nanoseconds beyond where any record has some. */
export interface Times {
  readonly us: ArrayLike<number>
  readonly ns?: ArrayLike<number> | undefined
}

/** Positive where arrival a comes after arrival b by time. */
function gap({ us, ns }: Times, a: number, b: number): number {
  const between = (us[a] ?? 0) - (us[b] ?? 0)
  return between !== 0 || !ns ? between : (ns[a] ?? 0) - (ns[b] ?? 0)
}

/** Where ascending stretches begin, with the end as last number. */
export function stretches(times: Times): number[] {
  const bounds = [0]
  for (let i = 1; i < times.us.length; i++) if (gap(times, i - 1, i) > 0) bounds.push(i)
  bounds.push(times.us.length)
  return bounds
}

/**
 * The order by (time, nanoseconds, arrival) of ascending stretches, as the arrival number of each place; undefined where
 * arrival is that order already. Merges neighbours again and again: n log(stretches) steps.
 */
export function mergedOrder(times: Times, starts: readonly number[]): Uint32Array | undefined {
  let bounds = joinAscending(times, starts)
  if (bounds.length <= 2) return undefined
  let from = Uint32Array.from({ length: times.us.length }, (_, i) => i)
  let to = new Uint32Array(times.us.length)
  while (bounds.length > 2) {
    const next = [0]
    for (let i = 0; i + 1 < bounds.length; i += 2) {
      const end = bounds[i + 2] ?? bounds[i + 1] ?? 0
      mergePair(times, { from, to }, [bounds[i] ?? 0, bounds[i + 1] ?? 0, end])
      next.push(end)
    }
    bounds = next
    ;[from, to] = [to, from]
  }
  return from
}

function joinAscending(times: Times, starts: readonly number[]): number[] {
  const end = times.us.length
  const inner = starts.filter((at) => at > 0 && at < end && gap(times, at - 1, at) > 0)
  return [0, ...inner, end]
}

function mergePair(
  times: Times,
  buffers: { from: Uint32Array; to: Uint32Array },
  bounds: [number, number, number],
): void {
  const { from, to } = buffers
  const [start, middle, end] = bounds
  let left = start
  let right = middle
  let out = start
  while (left < middle && right < end) {
    const takesRight = gap(times, from[left] ?? 0, from[right] ?? 0) > 0
    to[out++] = from[takesRight ? right++ : left++] ?? 0
  }
  to.set(from.subarray(left, middle), out)
  to.set(from.subarray(right, end), out + middle - left)
}

/** The inverse: the place of each arrival number. */
export function placesOf(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) places[order[i] ?? 0] = i
  return places
}
