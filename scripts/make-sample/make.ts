import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CMS_SIGNATURE } from '../../src-main/core/bundle/layout.ts'
import { type Bag, bagOf } from './bag.ts'
import { logs, textOf } from './logs.ts'
import { keptSignature, signAnew } from './signature.ts'
import { tampered } from './tamper.ts'
import { truth } from './truth.ts'
import { writeZip } from './zip.ts'

export const FOLDER = 'northmoor-vault-2025q1'

export interface Making {
  /** Where the sample is written. */
  readonly out: string
  /** Where certificate and signature are kept. */
  readonly kept: string
  /** Makes a new key and signature in `kept` first. */
  readonly newKey: boolean
}

/** Writes the whole bundle, its tampered copy, the certificate to trust and the truth about them. */
export async function makeSample({ out, kept, newKey }: Making): Promise<void> {
  mkdirSync(out, { recursive: true })
  const whole = logs()
  const { bag, signed } = bagOf(whole)
  if (newKey) signAnew(signed, kept)
  const { signature, signer } = keptSignature(signed, kept)
  bag.set(CMS_SIGNATURE, signature)
  const { logs: copy, forgeries } = tampered(whole)
  // Only the log changes: chains, manifests and signature stay those of the whole bundle.
  const forged: Bag = new Map([
    ...bag,
    ...copy.map(({ name, lines }) => [`data/${name}`, Buffer.from(textOf(lines))] as const),
  ])
  await writeZip(join(out, `${FOLDER}.zip`), FOLDER, bag)
  await writeZip(join(out, `${FOLDER}-tampered.zip`), FOLDER, forged)
  writeFileSync(join(out, 'truth.json'), `${JSON.stringify(truth(whole, copy, forgeries, signer), undefined, 2)}\n`)
  if (out !== kept)
    for (const name of ['northmoor-export.pem', 'northmoor-export.p7s']) copyFileSync(join(kept, name), join(out, name))
}
