import { jsonFamily, jsonFormat } from '../entry/json-format.ts'
import { onePassword } from './1password/1password.ts'
import { awsCloudtrail } from './aws-cloudtrail/aws-cloudtrail.ts'
import { azureActivity } from './azure-activity/azure-activity.ts'
import { azureKeyvault } from './azure-keyvault/azure-keyvault.ts'
import { azurePlatform } from './azure-platform/azure-platform.ts'
import { cyberarkAudit } from './cyberark-audit/cyberark-audit.ts'
import { cyberarkPas } from './cyberark-pas/cyberark-pas.ts'
import { entraId } from './entra-id/entra-id.ts'
import type { FormatAdapter } from './format.ts'
import { gcpAudit } from './gcp-audit/gcp-audit.ts'
import { githubAudit } from './github-audit/github-audit.ts'
import { hoop } from './hoop/hoop.ts'
import { kubernetesAudit } from './kubernetes-audit/kubernetes-audit.ts'
import { m365Audit } from './m365-audit/m365-audit.ts'
import { oktaSystem } from './okta-system/okta-system.ts'
import { teleport } from './teleport/teleport.ts'
import { vault } from './vault/vault.ts'

/** What Azure Monitor sends mixed in one stream, the most special first. */
const azureMonitor = [azureKeyvault, entraId, azureActivity, azurePlatform]

/** Every format Proofline reads. A new one: its folder, and its line here. */
export const formats: readonly FormatAdapter[] = [
  awsCloudtrail,
  ...jsonFamily(azureMonitor),
  cyberarkAudit,
  cyberarkPas,
  gcpAudit,
  githubAudit,
  hoop,
  kubernetesAudit,
  jsonFormat(m365Audit),
  oktaSystem,
  onePassword,
  teleport,
  vault,
]
