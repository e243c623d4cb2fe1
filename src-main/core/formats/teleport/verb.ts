import type { Kind } from '../../record/record.ts'

/** What an event did, by its name (Teleport: "Audit Event Reference"). */
const shapes: readonly (readonly [RegExp, Kind])[] = [
  [
    /^user\.login$|^auth$|^(?:session|db\.session|app\.session|windows\.desktop\.session)\.(?:start|join)$|^bot\.join$|^instance\.join$/,
    'login',
  ],
  [/\.(?:end|leave)$|^user\.logout$/, 'logout'],
  [
    /^cert\.create$|^access_request\.(?:create|review|update)$|^role\.created?$|^access_list\.member\.create|^join_token\.create|^bot\.create|^mfa\.add$|^saml\.|^oidc\.|^github\./,
    'grant',
  ],
  [
    /^lock\.|^access_list\.member\.delete|^mfa\.delete$|^access_request\.delete|^role\.deleted$|^user\.delete$/,
    'revoke',
  ],
  [/^(?:ca\.rotate|cert\.rotate)|password_change|recovery_code\.generated/, 'rotate'],
  [
    /^session_recording_config|^cluster_(?:networking|audit)|^audit_log|^auth_preference\.update|^external_audit_storage/,
    'configure-audit',
  ],
  [
    /query|\.request$|^session\.(?:command|open|network|data|exec)|^exec$|^scp|^sftp|chunk$|^print$|^resize$|upload|^recording\./,
    'read',
  ],
  [/delete/, 'delete'],
  [/create|update|upsert/, 'write'],
]

export const kindOf = (event: string): Kind => shapes.find(([shape]) => shape.test(event))?.[1] ?? 'admin'
