import { dateText, momentOf } from './moment.ts'
import { TimeText } from './time-text.tsx'

/** An RFC 3339 time as date and time of a zone; what is no such time stands as it is. */
export function DateTimeText({ time, zone }: { readonly time: string; readonly zone: string }) {
  const moment = momentOf(time)
  if (!moment) return time
  return (
    <span>
      {dateText(moment.us, zone)} <TimeText moment={moment} zone={zone} />
    </span>
  )
}
