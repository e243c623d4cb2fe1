import { objectAt, textAt } from '../../../src-main/core/entry/json-object.ts'
import { type Oracle, ecs, texts } from '../oracle.ts'

/** In the readings of Graph audits `user` is the target where an application acted: whom they hold for the actor is not said there. */
export const entraId: Oracle = {
  folder: 'entra-id',
  wanted: (expected, entry) => {
    const wanted = ecs(expected)
    const audit = objectAt(entry, 'initiatedBy') ?? objectAt(entry, 'properties.initiatedBy')
    const byUser = audit === undefined || objectAt(audit, 'user') !== undefined
    const byIdentity = texts(expected, 'azure.auditlogs.identity', 'azure.signinlogs.identity', 'azuread.identity')
    const actor = byUser ? (wanted.actor ?? byIdentity) : byIdentity
    const ip = wanted.ip ?? textAt(expected, 'client.ip')
    return { ...wanted, actor, ip: ip === '' ? undefined : ip }
  },
}
