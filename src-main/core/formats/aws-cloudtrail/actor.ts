import { before } from '../../entry/before.ts'
import { type JsonObject, firstText, objectAt, textAt } from '../../entry/json-object.ts'
import type { ActorKind } from '../../record/record.ts'

/** Who made a call, by `userIdentity` (AWS: "CloudTrail userIdentity element"). */
export interface Actor {
  readonly name: string
  readonly display: string
  readonly kind: ActorKind
  /** The role that was assumed, by its ARN. */
  readonly role: string
  /** The service that made the call on somebody's behalf. */
  readonly service: string
}

const kindOfType: ReadonlyMap<string, ActorKind> = new Map(
  Object.entries<ActorKind>({
    Root: 'human',
    SAMLUser: 'human',
    IdentityCenterUser: 'human',
    WebIdentityUser: 'human',
    FederatedUser: 'human',
    AWSService: 'system',
  }),
)

/** The actor of an event; a role is named with its session, which often is a person's e-mail address. */
export function actorOf(identity: JsonObject | undefined): Actor {
  const type = textAt(identity, 'type')
  const service = textAt(identity, 'invokedBy')
  const issuer = objectAt(identity, 'sessionContext.sessionIssuer')
  const issued = firstText(issuer, 'userName', 'arn') !== '' && type !== 'IAMUser'
  return issuer !== undefined && issued ? roleActor(identity, issuer, service) : ownActor(identity, type, service)
}

function ownActor(identity: JsonObject | undefined, type: string, service: string): Actor {
  const own = firstText(identity, 'userName', 'onBehalfOf.userId') || lastStep(textAt(identity, 'arn'))
  const rest = textAt(identity, 'principalId') || service || textAt(identity, 'accountId')
  const name = own || (type === 'Root' ? 'root' : rest)
  const anonymous = /^(?:ANONYMOUS_PRINCIPAL|anonymous)$/i.test(name)
  const kind = anonymous ? 'anonymous' : kindOf(type, identity, own === '' && service !== '')
  return { name, display: '', kind, role: '', service }
}

function roleActor(identity: JsonObject | undefined, issuer: JsonObject, service: string): Actor {
  const role = textAt(issuer, 'userName') || lastStep(textAt(issuer, 'arn'))
  const session = lastStep(textAt(identity, 'arn')) || sessionIn(textAt(identity, 'principalId'))
  return {
    name: role,
    display: session === '' || session === role ? '' : `${role}/${session}`,
    kind: session.includes('@') ? 'human' : 'service',
    role: textAt(issuer, 'arn'),
    service,
  }
}

/** A principal in a role is written as the id of the role, a colon, and the session. */
const sessionIn = (principal: string): string => principal.slice(before(principal, ':').length + 1)

/** A user of IAM may be a person or a program: only a second factor tells. */
function kindOf(type: string, identity: JsonObject | undefined, isService: boolean): ActorKind {
  if (isService) return 'system'
  if (textAt(identity, 'sessionContext.attributes.mfaAuthenticated') === 'true') return 'human'
  return kindOfType.get(type) ?? 'unknown'
}

const lastStep = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1).replace(/^arn:.*:/, '')
