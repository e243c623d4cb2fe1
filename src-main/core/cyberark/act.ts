import type { ActorKind, Kind, Outcome } from '../record/record.ts'

/**
 * What the words of an action say, the most special first; the Digital Vault and the Audit service share them (CyberArk: "Vault Audit
 * Action Codes"). A verified password was fetched and used, a cleared history is one of the audit.
 */
const acts: readonly (readonly [RegExp, Kind])[] = [
  [/\bclear\b.{0,40}\bhistory\b/, 'configure-audit'],
  [/^cpm (?:change|reconcile) /, 'rotate'],
  [/^(?:set|reset user|change user|change own) password|^password change/, 'rotate'],
  [
    /^cpm verify |^(?:retrieve|use|copy|show|view|get) (?:\w{1,20} )?(?:password|secret|ssh key|file|certificate)\b/,
    'read',
  ],
  [/^(?:store|create file|rename file|undelete|move file)\b|^open file \(write|\bfile categor(?:y|ies)\b/, 'write'],
  [/^(?:open file|retrieve)\b/, 'read'],
  [/^(?:add|update) (?:owner|safe member)|^add group member/, 'grant'],
  [/^(?:remove|delete) (?:owner|safe member|group member)/, 'revoke'],
  [/^(?:delete|erase|remove)\b/, 'delete'],
  [/^(?:(?:full|incremental) )?backup\b|^(?:export|replicate)\b/, 'export'],
  [/^(?:add|update|create|rename|enable|disable|suspend|activate)\b/, 'admin'],
  [/^cpm disable|^blservice audit|component public key/, 'admin'],
  [/log ?off\b|log ?out\b|psm (?:secure )?disconnect/, 'logout'],
  [/log ?on\b|log ?in\b|authentication\b|unauthorized station|oauthtoken\.create/, 'login'],
  [/gateway connection|psm (?:secure )?connect/, 'login'],
  [/^(?:list|find|get|view)\b/, 'list'],
]

/** What was done, by the source's own words; 'other' where they are not known. */
export function kindOf(action: string): Kind {
  const words = action.toLowerCase()
  return acts.find(([shape]) => shape.test(words))?.[1] ?? 'other'
}

/** Accounts that the product makes for its own parts (CyberArk: "Predefined users and groups", "Component users"). */
const COMPONENT =
  /^(?:passwordmanager\w{0,40}|pvwa(?:appuser|gwuser)\w{0,10}|psmp?(?:app|gw)_.{1,120}|psmp_adb_.{1,120}|prov_.{1,120}|aimwebservice|dr|backup|ndrsyncuser|scim-user|pta(?:app)?user)$/i

/** Who acts for the Vault itself or one of its parts is known by its name; others may be people as well as programs. */
export function actorKindOf(name: string): ActorKind {
  if (/^(?:batch|builtin)$/i.test(name)) return 'system'
  return COMPONENT.test(name) ? 'service' : 'unknown'
}

/** Words of an act that somebody was not let do. */
const REFUSED = /unauthori[sz]ed|denied|undefined user|authentication\b|log ?on\b|log ?in\b/

/** With what result: Info is written of what was done, Error and Critical of what was not; a warning tells of a state. */
export function outcomeOf(severity: string, action: string): Outcome {
  const words = action.toLowerCase()
  if (/^security warning|\bmonitor\b/.test(words)) return 'unknown'
  if (/^info\w{0,10}$/i.test(severity)) return /\bfail(?:ed|ure)?\b/.test(words) ? 'failure' : 'success'
  if (!/^(?:error|critical|failure|failed)$/i.test(severity)) return 'unknown'
  return REFUSED.test(words) ? 'denied' : 'failure'
}

/** One text for an object of a safe (`Safe\Root\Object`), whichever log names it; a safe alone, or an object alone, stands as it is. */
export const objectName = (safe: string, file: string): string => [safe.trim(), file.trim()].filter(Boolean).join('\\')
