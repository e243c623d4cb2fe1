import { testFormat } from '../testing/run-vectors.ts'
import { hoop } from './hoop.ts'

testFormat(hoop, new URL('./vectors/', import.meta.url))
