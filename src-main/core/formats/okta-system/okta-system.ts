import { jsonFormat } from '../../entry/json-format.ts'
import { eventIn } from './event.ts'
import { readEvent } from './read.ts'

/** Okta System Log events: the API's arrays, lines, event hooks and streams, and the console's CSV (Okta: "System Log API"). */
export const oktaSystem = jsonFormat({
  id: 'okta-system',
  title: 'Okta System Log',
  integrity: [],
  blindSpots: [
    'Events are kept 90 days; what is older must have been exported before.',
    'Events can arrive minutes late: two exports of adjoining periods may both lack one, or both hold it.',
    'What a person did inside an application after signing in is not in it.',
    'A console download ends at 200,000 rows.',
    'There is no sequence number, chain or signature: a removed event leaves no trace.',
  ],
  isShaped: (object) => eventIn(object) !== undefined,
  shape: 'a dotted eventType with outcome, actor or debugContext is there',
  readObject: (object, draft, mask) => readEvent(eventIn(object) ?? object, draft, mask),
  secret,
})

/** Session ids and the device's hash are shown nowhere else either; people type passwords where their name should stand. */
function secret(path: string, value: string): string | undefined {
  if (/(?:^|\.)debugData\.dtHash$/.test(path)) return 'device-hash'
  if (/(?:^|\.)(?:requestUri|url)$/.test(path) && /(?:stateToken|sessionToken|token|code)=/.test(value))
    return 'url-token'
  return /(?:^|\.)(?:externalSessionId|rootSessionId)$/.test(path) ? 'show' : undefined
}
