import type { Kind } from '../../record/record.ts'

/** What an operation means, and what kind of thing it is done to. */
export interface Sense {
  readonly kind: Kind
  readonly targetType: string
}

type Rule = readonly [operation: RegExp, kind: Kind]

/** Azure resource provider operations, in lower case (Microsoft Learn, "Azure permissions"); the first that matches counts. */
const rules: readonly Rule[] = [
  [
    /elevateaccess|roleassignments\/write|roledefinitions\/write|accesspolicies\/write|eligib|rolebindings\/write/,
    'grant',
  ],
  [
    /roleassignments\/delete|roledefinitions\/delete|accesspolicies\/delete|denyassignments\/|rolebindings\/delete/,
    'revoke',
  ],
  [/diagnosticsettings\/(?:write|delete)|datacollection\w*\/(?:write|delete)|\/logprofiles\//, 'configure-audit'],
  [/regenerate\w*(?:\/action)?$|rotate\w*(?:\/action)?$|resetpassword|newpassword|renewcert/, 'rotate'],
  [
    /list\w*(?:key|secret|sas|credential|connectionstring|token)\w*(?:\/action)?$|publishxml|getsecret|config\/list\/action$/,
    'read',
  ],
  [/backup\/action$|export\w*\/action$|beginget\w*|downloadupload/, 'export'],
  [/\/decrypt\/action$|unwrap/, 'decrypt'],
  [/\/encrypt\/action$|\/wrap/, 'encrypt'],
  [/\/sign\/action$/, 'sign'],
  [
    /locks\/|polic(?:y|ies)\w*\/(?:\w+\/)?(?:write|delete)|policyassignments|policydefinitions|immutabilitypolicies/,
    'admin',
  ],
  [/^microsoft\.authorization\/policies\//, 'other'],
  [/\/(?:delete|purge)(?:\/action)?$/, 'delete'],
  [/\/(?:write|recover|restore|update|create|import)(?:\/action)?$/, 'write'],
  [/\/list\w*(?:\/action)?$/, 'list'],
  [/\/read(?:\/action)?$/, 'read'],
]

const types: readonly (readonly [place: RegExp, type: string])[] = [
  [/\/secrets(?:\/|$)|listsecrets/, 'secret'],
  [/\/keys(?:\/|$)|\/certificates(?:\/|$)|keys?(?:\/action)?$/, 'key'],
  [/polic(?:y|ies)|\/locks(?:\/|$)/, 'policy'],
  [/role(?:assignments|definitions|bindings)/, 'role'],
  [/diagnosticsettings|\/logprofiles/, 'log'],
]

/** What an operation of a resource provider means; 'other' where its name says nothing. */
export function senseOf(operation: string, target: string): Sense {
  const name = operation.slice(0, 256).toLowerCase()
  const place = `${name} ${target.slice(-256).toLowerCase()}`
  return {
    kind: rules.find(([pattern]) => pattern.test(name))?.[1] ?? 'other',
    targetType: types.find(([pattern]) => pattern.test(name) || pattern.test(place))?.[1] ?? 'other',
  }
}
