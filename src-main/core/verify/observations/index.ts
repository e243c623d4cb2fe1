import { DeviceSwitched } from './device-switched.ts'
import { ExportCap } from './export-cap.ts'
import { flaggedObservations } from './flagged.ts'
import { cutLogs, duplicateLines } from './ledger.ts'
import type { NewObservation } from './observation.ts'
import { ownExportRow } from './own-export-row.ts'
import { Pairs } from './pairs.ts'
import { PeriodOutside } from './period-outside.ts'
import { SaltChange } from './salt-change.ts'
import { Sequence } from './sequence.ts'
import { LongSilences } from './silence.ts'

/** Everything that is looked out for, in the order in which it is told. A new one: its file, and its line here. */
export const observations: readonly NewObservation[] = [
  (format) => new Sequence(format),
  ownExportRow,
  (format) => new Pairs(format),
  ...flaggedObservations,
  () => duplicateLines,
  () => new LongSilences(),
  (format) => new DeviceSwitched(format),
  () => new SaltChange(),
  () => cutLogs,
  () => new ExportCap(),
  () => new PeriodOutside(),
]
