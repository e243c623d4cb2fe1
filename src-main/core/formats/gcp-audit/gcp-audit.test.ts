import { testFormat } from '../testing/run-vectors.ts'
import { gcpAudit } from './gcp-audit.ts'

testFormat(gcpAudit, new URL('./vectors/', import.meta.url))
