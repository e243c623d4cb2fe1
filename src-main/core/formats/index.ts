import type { FormatAdapter } from './format.ts'
import { awsCloudtrail } from './aws-cloudtrail/aws-cloudtrail.ts'
import { vault } from './vault/vault.ts'

/** Every format Proofline reads. A new one: its folder, and its line here. */
export const formats: readonly FormatAdapter[] = [awsCloudtrail, vault]
