import { textAt } from '../../../src-main/core/entry/json-object.ts'
import { type Oracle, ecs } from '../oracle.ts'

/** The expectation's outcome is the decision of the authoriser (`allow`), which says nothing of the result: it is not compared. */
export const kubernetesAudit: Oracle = {
  folder: 'kubernetes-audit',
  wanted: (expected) => ({ ...ecs(expected), time: textAt(expected, '@timestamp') || undefined }),
}
