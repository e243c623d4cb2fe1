interface Props {
  readonly label: string
  /** 0 to 1; undefined where the whole is not known. */
  readonly done: number | undefined
  readonly width?: number
}

/** A bar; where the whole is unknown a segment moves, or a hatch stands where motion is unwanted. */
export function Progress({ label, done, width }: Props) {
  const percent = done === undefined ? undefined : Math.floor(Math.min(1, Math.max(0, done)) * 100)
  return (
    <div
      className={percent === undefined ? 'bar unknown' : 'bar'}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      style={width === undefined ? undefined : { width }}
    >
      <i style={percent === undefined ? undefined : { width: `${percent}%` }} />
    </div>
  )
}
