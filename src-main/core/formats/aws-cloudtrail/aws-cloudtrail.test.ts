import { testFormat } from '../testing/run-vectors.ts'
import { awsCloudtrail } from './aws-cloudtrail.ts'

testFormat(awsCloudtrail, new URL('./vectors/', import.meta.url))
