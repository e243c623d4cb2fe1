import { testFormat } from '../testing/run-vectors.ts'
import { teleport } from './teleport.ts'

testFormat(teleport, new URL('./vectors/', import.meta.url))
