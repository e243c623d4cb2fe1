import { jsonFormat } from '../../entry/json-format.ts'
import { testFormat } from '../testing/run-vectors.ts'
import { entraId } from './entra-id.ts'

testFormat(jsonFormat(entraId), new URL('./vectors/', import.meta.url))
