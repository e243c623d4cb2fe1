import { testFormat } from '../testing/run-vectors.ts'
import { onePassword } from './1password.ts'

testFormat(onePassword, new URL('./vectors/', import.meta.url))
