import { monitorRecord } from '../../azure/monitor-record.ts'
import { azureSecret } from '../../azure/secret.ts'
import type { JsonFormat } from '../../entry/json-format.ts'
import { textAt } from '../../entry/json-object.ts'
import { isVaultOperation } from './operation.ts'
import { readVaultRecord } from './read.ts'

/** Categories that Key Vault and Managed HSM write their acts under (Azure Monitor, "Supported resource logs"). */
const CATEGORIES = new Set(['auditevent', 'azurepolicyevaluationdetails'])

/** Azure Key Vault, resource log category AuditEvent: out of storage, Event Hub or Log Analytics. */
export const azureKeyvault: JsonFormat = {
  id: 'azure-keyvault',
  title: 'Azure Key Vault log',
  integrity: [],
  blindSpots: [
    'Nothing is logged before a diagnostic setting sends the category AuditEvent somewhere, nor while it is off: switching it stands in the Activity log only.',
    'A record may arrive up to two hours late, and delivery is not guaranteed: that a record is missing proves nothing.',
    'The record has no unique id, number, chain or signature: one that was taken out leaves no trace.',
    'A first call without a token is answered with 401 and then repeated: such a challenge is no refusal of anybody.',
    'Reads through a cached reference (App Service, a mounted volume) reach the vault once, however often the secret is then used.',
    'What was done with a secret after it was read happens outside Key Vault.',
  ],
  shape: 'category AuditEvent of Microsoft.KeyVault is named',
  isShaped: (object) => {
    const record = monitorRecord(object)
    if (!CATEGORIES.has(textAt(record, 'category').toLowerCase())) return false
    const provider = `${textAt(record, 'resourceId')} ${textAt(record, 'resourceProvider')}`
    return (
      /microsoft\.keyvault/i.test(provider) || (provider === ' ' && isVaultOperation(textAt(record, 'operationName')))
    )
  },
  readObject: (object, draft) => readVaultRecord(monitorRecord(object), draft),
  secret: azureSecret,
}
