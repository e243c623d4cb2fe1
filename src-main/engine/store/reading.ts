import { z } from 'zod'
import { type Reading, dayOrders, splits } from '../../core/formats/format.ts'
import { FaultError } from '../../contract/fault.ts'

const shape = z.object({
  split: z.enum(splits),
  members: z.string().optional(),
  table: z
    .object({ delimiter: z.string().length(1), columns: z.array(z.string()).min(1), rowsFrom: z.int().min(0) })
    .optional(),
  dayOrder: z.enum(dayOrders).optional(),
  envelopes: z.array(z.string()).optional(),
})

/** How a file of the case is read, as `bundle_file.reading` keeps it; a case from somebody else may hold anything there. */
export function readReading(text: string): Reading {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new FaultError('case-corrupt', {
      message: 'The case does not say how one of its files is read.',
      remedy: 'Import the originals into a new case.',
    })
  }
}
