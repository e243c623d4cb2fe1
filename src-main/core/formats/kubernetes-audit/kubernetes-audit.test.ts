import { testFormat } from '../testing/run-vectors.ts'
import { kubernetesAudit } from './kubernetes-audit.ts'

testFormat(kubernetesAudit, new URL('./vectors/', import.meta.url))
