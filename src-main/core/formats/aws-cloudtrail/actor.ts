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

const kindOfType: Readonly<Record<string, ActorKind>> = {
  Root: 'human',
  SAMLUser: 'human',
  IdentityCenterUser: 'human',
  WebIdentityUser: 'human',
  FederatedUser: 'human',
  AWSService: 'system',
}

/** The actor of an event; a role is named with its session, which often is a person's e-mail address. */
export function actorOf(identity: JsonObject | undefined): Actor {
  const type = textAt(identity, 'type')
  const service = textAt(identity, 'invokedBy')
  const issuer = objectAt(identity, 'sessionContext.sessionIssuer')
  if (issuer !== undefined && firstText(issuer, 'userName', 'arn') !== '' && type !== 'IAMUser')
    return roleActor(identity, issuer, service)
  const arn = textAt(identity, 'arn')
  const own = firstText(identity, 'userName', 'onBehalfOf.userId') || lastStep(arn)
  const rest = own || textAt(identity, 'principalId') || (service === '' ? textAt(identity, 'accountId') : service)
  const name = type === 'Root' ? own || 'root' : rest
  const anonymous = name === 'ANONYMOUS_PRINCIPAL' || name.toLowerCase() === 'anonymous'
  return {
    name,
    display: '',
    kind: anonymous ? 'anonymous' : kindOf(type, identity, own === '' && service !== ''),
    role: '',
    service,
  }
}

function roleActor(identity: JsonObject | undefined, issuer: JsonObject, service: string): Actor {
  const role = textAt(issuer, 'userName') || lastStep(textAt(issuer, 'arn'))
  const session = lastStep(textAt(identity, 'arn')) || (textAt(identity, 'principalId').split(':', 2)[1] ?? '')
  return {
    name: role,
    display: session === '' || session === role ? '' : `${role}/${session}`,
    kind: session.includes('@') ? 'human' : 'service',
    role: textAt(issuer, 'arn'),
    service,
  }
}

/** A user of IAM may be a person or a program: only a second factor tells. */
function kindOf(type: string, identity: JsonObject | undefined, isService: boolean): ActorKind {
  if (isService) return 'system'
  if (textAt(identity, 'sessionContext.attributes.mfaAuthenticated') === 'true') return 'human'
  return kindOfType[type] ?? 'unknown'
}

const lastStep = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1).replace(/^arn:.*:/, '')
