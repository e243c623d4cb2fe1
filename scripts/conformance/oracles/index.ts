import type { Oracle } from '../oracle.ts'
import { awsCloudtrail } from './aws-cloudtrail.ts'
import { azureActivity } from './azure-activity.ts'
import { azurePlatform } from './azure-platform.ts'
import { cyberarkPas } from './cyberark-pas.ts'
import { entraId } from './entra-id.ts'
import { gcpAudit } from './gcp-audit.ts'
import { hashicorpVault } from './hashicorp-vault.ts'
import { kubernetesAudit } from './kubernetes-audit.ts'
import { bitwarden, delineaSecretServer } from './profiles.ts'

/** How the expectations of each system are read. A new one: its file, and its line here. */
export const oracles: readonly Oracle[] = [
  awsCloudtrail,
  azureActivity,
  azurePlatform,
  bitwarden,
  cyberarkPas,
  delineaSecretServer,
  entraId,
  gcpAudit,
  hashicorpVault,
  kubernetesAudit,
]
