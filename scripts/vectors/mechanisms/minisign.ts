import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Mechanism } from '../mechanism.ts'
import { detached } from '../signature-case.ts'

/** Every `.pub` of the folder is the key relied upon. */
export const minisign: Mechanism = {
  name: 'minisign',
  run: (folder) => detached(folder, () => keysIn(folder)),
}

const keysIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pub'))
    .map((name) => join(folder, name))
