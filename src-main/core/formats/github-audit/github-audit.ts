import { jsonFormat } from '../../entry/json-format.ts'
import { type JsonObject, isObject } from '../../entry/json-object.ts'
import { readObject } from './read.ts'

/** GitHub organisation and enterprise audit log: JSON lines, arrays, streams and CSV (GitHub docs: "Audit log events", "Exporting audit log activity"). */
export const githubAudit = jsonFormat({
  id: 'github-audit',
  title: 'GitHub audit log',
  integrity: [],
  blindSpots: [
    'Reading a secret in a workflow is not logged: only its creation, change and removal are.',
    'Git events (clone, fetch, push) stand in an export of their own and are kept seven days.',
    'The address is logged only where the enterprise has switched its disclosure on; else there is the country alone.',
    'Mostly performed acts are listed: an attempt that was refused leaves no line, except for a few events.',
    'An export reaches back 180 days; one that ends at a round number of lines was cut.',
    'Lines from before 2022 have no unique id: equal lines can be two acts.',
  ],
  isShaped,
  shape: 'a dotted action, and actor, org, repo or business are there',
  readObject,
  secret: (path) => {
    if (/(?:^|\.)hashed_token$/.test(path)) return 'hashed-token'
    return /(?:^|\.)(?:token_id|token_scopes|programmatic_access_type)$/.test(path) ? 'show' : undefined
  },
})

const times = ['created_at', '@timestamp', 'at_sign_timestamp']
const whose = [
  'actor',
  'actor_id',
  'org',
  'business',
  'repo',
  'repository',
  'user',
  'enterprise',
  'external_identity_nameid',
]

function isShaped(object: JsonObject): boolean {
  const { action } = object
  if (typeof action !== 'string' || !/^[a-z0-9_]+\.[a-z0-9_.]+$/i.test(action) || isObject(object['actor']))
    return false
  // other products' audit tables have dotted actions too
  if ('actor_vercel_id' in object) return false
  const named = whose.filter((name) => name in object).length
  return named > 0 && (named > 1 || times.some((name) => name in object))
}
