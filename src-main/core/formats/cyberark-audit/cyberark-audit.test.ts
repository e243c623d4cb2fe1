import { testFormat } from '../testing/run-vectors.ts'
import { cyberarkAudit } from './cyberark-audit.ts'

testFormat(cyberarkAudit, new URL('./vectors/', import.meta.url))
