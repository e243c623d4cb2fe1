import { jsonFormat } from '../../entry/json-format.ts'
import { testFormat } from '../testing/run-vectors.ts'
import { azurePlatform } from './azure-platform.ts'

testFormat(jsonFormat(azurePlatform), new URL('./vectors/', import.meta.url))
