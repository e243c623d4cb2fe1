import { textAt } from '../../../src-main/core/entry/json-object.ts'
import { type Oracle, ecs, texts } from '../oracle.ts'

/** The outcome stands there as the source's own word. */
export const azurePlatform: Oracle = {
  folder: 'azure-platform',
  wanted: (expected) => ({
    ...ecs(expected),
    actor: texts(expected, 'azure.platformlogs.identity_name'),
    outcome: textAt(expected, 'event.outcome') === 'succeeded' ? 'success' : ecs(expected).outcome,
  }),
}
