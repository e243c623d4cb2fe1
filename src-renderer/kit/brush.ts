/** Buckets chosen in a histogram: `from` included, `to` not. */
export interface Brush {
  readonly from: number
  readonly to: number
}

/** The bucket under a point of the drawing, `width` pixels for `buckets`. */
export function bucketAt(x: number, width: number, buckets: number): number {
  if (width <= 0 || buckets === 0) return 0
  return Math.min(buckets - 1, Math.max(0, Math.floor((x / width) * buckets)))
}

/** The brush that a drag from one bucket to another makes, in either direction. */
export const dragged = (start: number, end: number): Brush => ({
  from: Math.min(start, end),
  to: Math.max(start, end) + 1,
})

/** Moves the brush by buckets and stops at the ends without shrinking. */
export function moved({ from, to }: Brush, by: number, buckets: number): Brush {
  const width = Math.min(to - from, buckets)
  const start = Math.min(Math.max(0, from + by), buckets - width)
  return { from: start, to: start + width }
}

/** Widens or narrows the brush at its right end; never below one bucket. */
export function widened({ from, to }: Brush, by: number, buckets: number): Brush {
  return { from, to: Math.min(buckets, Math.max(from + 1, to + by)) }
}

/** One of its ends dragged to a bucket. */
export function pulled(brush: Brush, edge: 'from' | 'to', bucket: number): Brush {
  if (edge === 'from')
    return bucket < brush.to ? { from: bucket, to: brush.to } : { from: brush.to - 1, to: bucket + 1 }
  return bucket >= brush.from ? { from: brush.from, to: bucket + 1 } : { from: bucket, to: brush.from + 1 }
}

/** A range of values half or twice as wide around a point of it (0 to 1), within limits. */
export function zoomed(range: Brush, factor: number, at: number, limits: Brush): Brush {
  const width = Math.max(1, (range.to - range.from) * factor)
  const whole = limits.to - limits.from
  if (width >= whole) return limits
  const centre = range.from + (range.to - range.from) * at
  const from = Math.min(Math.max(limits.from, centre - width * at), limits.to - width)
  return { from: Math.round(from), to: Math.round(from + width) }
}

/** A range of values moved by a part of its own width, within limits and without shrinking. */
export function panned(range: Brush, part: number, limits: Brush): Brush {
  const width = Math.min(range.to - range.from, limits.to - limits.from)
  const from = Math.min(Math.max(limits.from, range.from + part * width), limits.to - width)
  return { from: Math.round(from), to: Math.round(from) + Math.round(width) }
}
