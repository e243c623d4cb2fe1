import { jsonFormat } from '../../entry/json-format.ts'
import type { JsonObject } from '../../entry/json-object.ts'
import { readObject } from './read.ts'

/** Teleport audit events: file back end and event handler, JSON lines and arrays (Teleport: "Audit Event Reference"). */
export const teleport = jsonFormat({
  id: 'teleport',
  title: 'Teleport audit log',
  integrity: [],
  blindSpots: [
    'The content of a session is in its recording, which is another file.',
    'Arguments of commands are often left out (`argv` is empty although there were some).',
    'Each auth server writes a file of its own: the log of one is not the log of the cluster.',
    'There is no number over all events: the index counts within one session, and a gap there is the only trace of a loss.',
    'A session without an end has crashed, or was open when the log was taken.',
  ],
  isShaped,
  shape: 'event and time, and a code, uid, sid or cluster name are there',
  readObject,
  secret: (path) => {
    if (/(?:^|\.)(?:db_query|db_query_parameters(?:\..*)?|argv|exec\.command|command)$/.test(path)) return 'command'
    return /(?:^|\.)token_name$/.test(path) ? 'show' : undefined
  },
})

function isShaped(object: JsonObject): boolean {
  const { event, time, code, uid, sid, cluster_name: cluster, ei } = object
  if (typeof event !== 'string' || typeof time !== 'string' || !/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i.test(event))
    return false
  const coded = typeof code === 'string' && /^T[A-Z0-9]{3,8}[IWE]?$/.test(code)
  return (
    coded ||
    typeof cluster === 'string' ||
    (typeof uid === 'string' && ei !== undefined) ||
    (typeof sid === 'string' && event.includes('.'))
  )
}
