import { jsonFormat } from '../../entry/json-format.ts'
import { testFormat } from '../testing/run-vectors.ts'
import { azureKeyvault } from './azure-keyvault.ts'

testFormat(jsonFormat(azureKeyvault), new URL('./vectors/', import.meta.url))
