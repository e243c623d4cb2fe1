import { textAt } from '../../../src-main/core/entry/json-object.ts'
import { type Oracle, ecs, texts } from '../oracle.ts'

/**
 * The expectation's action is the record's in lower case, and a word of its own for logons: its copy of the record's is compared. Its user
 * of a gateway connection is the gateway's account: the issuer, which it also copies, is compared for every record. Its outcome of "Use
 * Password" (308) is the account's `CPMStatus`, which tells of the last rotation and not of the act: it is not compared.
 */
export const cyberarkPas: Oracle = {
  folder: 'cyberark-pas',
  wanted: (expected) => {
    const wanted = ecs(expected)
    return {
      ...wanted,
      action: texts(expected, 'cyberarkpas.audit.action') ?? wanted.action,
      actor: texts(expected, 'cyberarkpas.audit.issuer') ?? wanted.actor,
      outcome: textAt(expected, 'event.code') === '308' ? undefined : wanted.outcome,
    }
  },
}
