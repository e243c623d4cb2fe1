import { jsonFormat } from '../../entry/json-format.ts'
import { hidden } from './hidden.ts'
import { readObject, shapeOf } from './read.ts'

/** hoop.dev gateway: the security audit log (`GET /api/audit/logs`, table `security_audit_log`) and sessions (`GET /api/sessions`). */
export const hoop = jsonFormat({
  id: 'hoop',
  title: 'hoop.dev audit log and sessions',
  integrity: [],
  blindSpots: [
    'The audit log lists what administrators changed; who read a setting is not in it.',
    'What was run in a session and what it answered is never shown here, only its size.',
    'A session names no address and no program of the person.',
    'A list of sessions shows each as it stands: a session that is still open is told again when it is done.',
    'Rows of a database without a chain: one that was changed or removed leaves no trace.',
  ],
  isShaped: (object, table) => shapeOf(object, table) !== undefined,
  shape: 'the columns of the audit log or the members of a session are there',
  readObject,
  secret: hidden,
})
