import { testFormat } from '../testing/run-vectors.ts'
import { oktaSystem } from './okta-system.ts'

testFormat(oktaSystem, new URL('./vectors/', import.meta.url))
