import { textAt } from '../../../src-main/core/entry/json-object.ts'
import { type Oracle, ecs, texts } from '../oracle.ts'

/** Where an expectation gives the account's number for an identity, it names an account and nobody in it: that is no actor to compare. */
export const awsCloudtrail: Oracle = {
  folder: 'aws-cloudtrail',
  wanted: (expected, entry) => {
    const account = textAt(entry, 'userIdentity.accountId')
    const actor = texts(expected, 'user.name', 'user.id')?.filter((text) => text !== account)
    return { ...ecs(expected), actor: actor?.length === 0 ? undefined : actor }
  },
}
