import { texts, type Oracle, ecs } from '../oracle.ts'

/** The actor of a cloud call stands under `client.user` in one set of expectations, under `user` in the other. */
export const gcpAudit: Oracle = {
  folder: 'gcp-audit',
  wanted: (expected) => ({
    ...ecs(expected),
    actor: texts(expected, 'client.user.email', 'client.user.id', 'user.email', 'user.name'),
  }),
}
