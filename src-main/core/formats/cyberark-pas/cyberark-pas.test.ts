import { testFormat } from '../testing/run-vectors.ts'
import { cyberarkPas } from './cyberark-pas.ts'

testFormat(cyberarkPas, new URL('./vectors/', import.meta.url))
