import { z } from 'zod'
import { readTime } from '../../record/time.ts'

const text = z.string().nullish()
const auth = z
  .looseObject({
    accessor: text,
    client_token: text,
    display_name: text,
    entity_id: text,
    metadata: z.looseObject({ email: text }).nullish(),
  })
  .nullish()

/** What an entry must be like to become a record; the reader of the hot path is held against this in a test. */
export const entrySchema = z.looseObject({
  time: z.string().refine((time) => readTime(time, { timeUs: 0, timeNs: 0, timeDigits: 0 })),
  type: z.enum(['request', 'response']),
  error: text,
  auth,
  request: z.looseObject({
    id: text,
    operation: z.string().min(1),
    path: z.string(),
    mount_type: text,
    mount_point: text,
    namespace: z.looseObject({ path: text }).nullish(),
    client_token: text,
    client_token_accessor: text,
    remote_address: text,
    remote_port: z.int().min(0).nullish(),
    headers: z.looseObject({}).nullish(),
  }),
  response: z.looseObject({ auth }).nullish(),
})
