import { textAt } from '../../../src-main/core/entry/json-object.ts'
import { type Oracle, ecs } from '../oracle.ts'

/** Expectations of single lines: the pair is folded into the request here, so an action is that of its line. */
export const hashicorpVault: Oracle = {
  folder: 'hashicorp-vault',
  wanted: (expected) => {
    const { time, ip, outcome } = ecs(expected)
    const display = textAt(expected, 'hashicorp_vault.audit.auth.display_name')
    return {
      time,
      ip,
      outcome: textAt(expected, 'hashicorp_vault.audit.type') === 'response' ? outcome : undefined,
      actor: display === '' ? undefined : [display, display.slice(display.indexOf('-') + 1)],
      action: [textAt(expected, 'hashicorp_vault.audit.request.operation')].filter((text) => text !== ''),
    }
  },
}
