import type { Command } from '../command.ts'
import { bench } from './bench.ts'
import { bundle } from './bundle.ts'
import { clock } from './clock.ts'
import { compare } from './compare.ts'
import { completeness } from './completeness.ts'
import { custody } from './custody.ts'
import { demo } from './demo.ts'
import { events } from './events.ts'
import { facets } from './facets.ts'
import { formats } from './formats.ts'
import { histogram } from './histogram.ts'
import { importCommand } from './import.ts'
import { inspect } from './inspect.ts'
import { key } from './key.ts'
import { newCase } from './new.ts'
import { rejected } from './rejected.ts'
import { scrub } from './scrub.ts'
import { seal } from './seal.ts'
import { trust } from './trust.ts'
import { verify } from './verify.ts'
import { verifyPack } from './verify-pack.ts'

/** Every command, in the order of the work. A new one: its file, and its line here. */
export const commands: readonly Command[] = [
  newCase,
  importCommand,
  inspect,
  verify,
  compare,
  clock,
  trust,
  events,
  histogram,
  facets,
  rejected,
  scrub,
  completeness,
  key,
  seal,
  verifyPack,
  custody,
  bundle,
  formats,
  demo,
  bench,
]
