import { builtInRules } from '../built-in.ts'
import type { ChainRule } from '../rule.ts'

/** A built-in rule by its id. */
export function ruleNamed(id: string): ChainRule {
  const rule = builtInRules.find((one) => one.id === id)
  if (rule === undefined) throw new Error(`no rule ${id}`)
  return rule
}
