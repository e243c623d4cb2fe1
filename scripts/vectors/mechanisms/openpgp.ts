import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Mechanism } from '../mechanism.ts'
import { detached } from '../signature-case.ts'

/** The keys below `keys/` are the keyring. */
export const openpgp: Mechanism = {
  name: 'openpgp',
  run: (folder) => detached(folder, () => readdirSync(join(folder, 'keys')).map((name) => join(folder, 'keys', name))),
}
