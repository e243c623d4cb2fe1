import type { FormatAdapter } from './format.ts'
import { awsCloudtrail } from './aws-cloudtrail/aws-cloudtrail.ts'
import { gcpAudit } from './gcp-audit/gcp-audit.ts'
import { kubernetesAudit } from './kubernetes-audit/kubernetes-audit.ts'
import { githubAudit } from './github-audit/github-audit.ts'
import { oktaSystem } from './okta-system/okta-system.ts'
import { onePassword } from './1password/1password.ts'
import { teleport } from './teleport/teleport.ts'
import { vault } from './vault/vault.ts'

/** Every format Proofline reads. A new one: its folder, and its line here. */
export const formats: readonly FormatAdapter[] = [
  awsCloudtrail,
  gcpAudit,
  githubAudit,
  kubernetesAudit,
  oktaSystem,
  onePassword,
  teleport,
  vault,
]
