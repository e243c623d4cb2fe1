import type { Kind } from '../record/record.ts'

type Rule = readonly [words: RegExp, kind: Kind]

/** Acts on the directory as Entra ID and the unified audit log name them; the first rule that matches counts. */
const rules: readonly Rule[] = [
  [/^(?:sign-in activity|user ?logged ?in|user ?log[io]n ?failed)/, 'login'],
  [/^(?:user ?(?:logged|signed) ?(?:off|out)|sign-?out)/, 'logout'],
  [/recover .*password|bitlocker key|laps|^(?:read|get|list|view) /, 'read'],
  [/password|rotate/, 'rotate'],
  [/credential|certificates and secrets/, 'write'],
  [/revoke|stsrefreshtoken|sign ?in sessions/, 'revoke'],
  [/diagnostic setting|audit log (?:config|retention)/, 'configure-audit'],
  [/^(?:export|download)/, 'export'],
  [
    /elevated their access|^consent |permission grant|role assignment|to role|to (?:group|administrative unit)|^add (?:\w+ )?owner/,
    'grant',
  ],
  [/from role|from (?:group|administrative unit)|^remove (?:\w+ )?owner/, 'revoke'],
  [/policy|federation|domain|company|authentication method|tenant/, 'admin'],
  [/^(?:delete|hard delete|soft delete|remove)/, 'delete'],
  [
    /^(?:add|create|invite|register|update|set|restore|enable|disable|change|reset|assign|unassign|approve|block|unblock)/,
    'write',
  ],
]

/** What an act on the directory means; 'other' where its words say nothing. */
export function directoryKind(action: string): Kind {
  const lower = action.slice(0, 200).toLowerCase()
  const kind = rules.find(([words]) => words.test(lower))?.[1] ?? 'other'
  if (/credential|certificates and secrets/.test(lower) && /^(?:remove|delete)/.test(lower)) return 'revoke'
  return takesAway(kind, lower)
}

/** "Remove app role assignment" takes away what "Add app role assignment" gives. */
const takesAway = (kind: Kind, lower: string): Kind =>
  kind === 'grant' && /^(?:remove|delete|revoke)/.test(lower) ? 'revoke' : kind
