import type { Kind } from '../../record/record.ts'

/** What an event type did, by its words; the vocabulary grows, so words decide and not a list of types (Okta: "Event Types"). */
const shapes: readonly (readonly [RegExp, Kind])[] = [
  [/^user\.session\.(?:end|clear)|\.logout$/, 'logout'],
  [
    /^user\.(?:session|authentication|mfa\.attempt)|^policy\.evaluate_sign_on|^system\.push\.send_factor|\.sso$|signon/i,
    'login',
  ],
  [/^app\.oauth2\.(?:as\.)?token\.(?:grant|detect)|^app\.oauth2\.as\.authorize|^app\.oauth2\.authorize/, 'login'],
  [
    /update_password|reset_password|change_password|password\.(?:rotate|update|reset)|credentials?\.(?:rotate|import)|key\.rotat|secret\.rotat/i,
    'rotate',
  ],
  [
    /api_token\.create|privilege\.grant|membership\.add|consent\.grant|role\.(?:assign|grant)|\.assign$|resource\.access\.grant/i,
    'grant',
  ],
  [
    /api_token\.revoke|privilege\.revoke|membership\.remove|consent\.revoke|role\.unassign|token\.revoke|\.unassign$|\.revoke/i,
    'revoke',
  ],
  [/log_stream|event_hook|system\.log\./i, 'configure-audit'],
  [/export|report\.download/i, 'export'],
  [/(?:secret|password|credentials?|key)\.(?:read|reveal|view)|\.(?:reveal|view|read)$/i, 'read'],
  [/delete|deprovision|purge/i, 'delete'],
  [/create|update|import|upload|provision|edit|add\b/i, 'write'],
]

export const kindOf = (eventType: string): Kind => shapes.find(([shape]) => shape.test(eventType))?.[1] ?? 'admin'
