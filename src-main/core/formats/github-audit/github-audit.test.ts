import { testFormat } from '../testing/run-vectors.ts'
import { githubAudit } from './github-audit.ts'

testFormat(githubAudit, new URL('./vectors/', import.meta.url))
