import type { Kind } from '../../record/record.ts'

const verbs: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
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
  }),
)

/** Resources whose change is one of rights (Kubernetes: "Using RBAC Authorization"). */
const RIGHTS = /^(?:cluster)?role(?:binding)?s$|^certificatesigningrequests$|^serviceaccounts$/
/** Reviews ask who somebody is and what he may: nothing is changed. */
const REVIEWS = /reviews$/

/** Subresources that mean another thing than their verb does. */
const subresources: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    token: 'grant',
    exec: 'admin',
    attach: 'admin',
    portforward: 'admin',
    proxy: 'admin',
    ephemeralcontainers: 'admin',
  }),
)

/** What a request did; a subresource changes the meaning, and a list of secrets hands out every value in it. */
export function kindOf(verb: string, resource: string, subresource: string): Kind {
  return subresources.get(subresource) ?? kindOfResource(verbs.get(verb.toLowerCase()) ?? 'other', resource)
}

function kindOfResource(plain: Kind, resource: string): Kind {
  if (REVIEWS.test(resource)) return 'other'
  if (resource === 'secrets' && plain === 'list') return 'read'
  const changes = plain === 'write' || plain === 'delete'
  if (resource === 'auditsinks' && changes) return 'configure-audit'
  if (!RIGHTS.test(resource) || !changes) return plain
  return plain === 'write' ? 'grant' : 'revoke'
}
