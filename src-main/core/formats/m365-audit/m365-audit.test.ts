import { jsonFormat } from '../../entry/json-format.ts'
import { testFormat } from '../testing/run-vectors.ts'
import { m365Audit } from './m365-audit.ts'

testFormat(jsonFormat(m365Audit), new URL('./vectors/', import.meta.url))
