import type { Kind } from '../../record/record.ts'

const verbs: Readonly<Record<string, Kind>> = {
  get: 'read',
  list: 'list',
  watch: 'list',
  create: 'write',
  update: 'write',
  patch: 'write',
  delete: 'delete',
  deletecollection: 'delete',
  approve: 'grant',
  bind: 'grant',
  escalate: 'grant',
  sign: 'sign',
  impersonate: 'login',
  post: 'write',
  put: 'write',
  head: 'list',
}

/** Resources whose change is one of rights (Kubernetes: "Using RBAC Authorization"). */
const RIGHTS = /^(?:cluster)?role(?:binding)?s$|^certificatesigningrequests$|^serviceaccounts$/
/** Reviews ask who somebody is and what he may: nothing is changed. */
const REVIEWS = /reviews$/

/** What a request did; a subresource changes the meaning, and a list of secrets hands out every value in it. */
export function kindOf(verb: string, resource: string, subresource: string): Kind {
  const plain = verbs[verb.toLowerCase()] ?? 'other'
  if (subresource === 'token') return 'grant'
  if (/^(?:exec|attach|portforward|proxy|ephemeralcontainers)$/.test(subresource)) return 'admin'
  if (REVIEWS.test(resource)) return 'other'
  if (resource === 'auditsinks') return plain === 'write' || plain === 'delete' ? 'configure-audit' : plain
  if (resource === 'secrets' && plain === 'list') return 'read'
  if (!RIGHTS.test(resource)) return plain
  return plain === 'write' ? 'grant' : plain === 'delete' ? 'revoke' : plain
}
