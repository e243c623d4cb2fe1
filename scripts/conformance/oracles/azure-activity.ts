import { type Oracle, ecs, texts } from '../oracle.ts'

/** One of the two readings has the caller as the user of the source, the other a display name as the identity. */
export const azureActivity: Oracle = {
  folder: 'azure-activity',
  wanted: (expected) => {
    const wanted = ecs(expected)
    const named = texts(expected, 'source.user.name', 'source.user.full_name', 'azure.activitylogs.identity_name')
    return { ...wanted, actor: wanted.actor ?? named }
  },
}
