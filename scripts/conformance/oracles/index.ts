import type { Oracle } from '../oracle.ts'
import { awsCloudtrail } from './aws-cloudtrail.ts'
import { gcpAudit } from './gcp-audit.ts'
import { kubernetesAudit } from './kubernetes-audit.ts'
import { hashicorpVault } from './hashicorp-vault.ts'
import { bitwarden, delineaSecretServer } from './profiles.ts'

/** How the expectations of each system are read. A new one: its file, and its line here. */
export const oracles: readonly Oracle[] = [
  awsCloudtrail,
  bitwarden,
  delineaSecretServer,
  hashicorpVault,
  gcpAudit,
  kubernetesAudit,
]
