import type { Given } from './arguments.ts'
import type { Option } from './command.ts'

/** Which records a command is about. */
export const scopeOptions: readonly Option[] = [
  {
    name: 'where',
    value: 'QUERY',
    help: 'the filter language of the timeline: actor:deploy-bot kind:read -outcome:denied',
  },
  { name: 'from', value: 'T', help: 'first moment: RFC 3339, a date, or back from the last record (7d, 90m)' },
  { name: 'to', value: 'T', help: 'the moment after the last; a bare date means through that day' },
]

export function scopeOf(given: Given): { where?: string; from?: string; to?: string } {
  return Object.fromEntries(
    ['where', 'from', 'to'].flatMap((name) => {
      const said = given.text(name)
      return said === undefined ? [] : [[name, said] as const]
    }),
  )
}
