import type { Mechanism } from '../mechanism.ts'
import { dsse } from './dsse.ts'
import { jws } from './jws.ts'
import { minisign } from './minisign.ts'
import { openpgp } from './openpgp.ts'
import { sshsig } from './sshsig.ts'

/** Every mechanism whose vectors are run. A new one: its file, and its line here. */
export const mechanisms: readonly Mechanism[] = [minisign, openpgp, jws, dsse, sshsig]
