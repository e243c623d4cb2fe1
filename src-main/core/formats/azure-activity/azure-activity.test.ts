import { jsonFormat } from '../../entry/json-format.ts'
import { testFormat } from '../testing/run-vectors.ts'
import { azureActivity } from './azure-activity.ts'

testFormat(jsonFormat(azureActivity), new URL('./vectors/', import.meta.url))
