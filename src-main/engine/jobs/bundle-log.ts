import { createHash } from 'node:crypto'
import { GENESIS, chainLine, linkHash } from '../../core/bundle/chain-text.ts'
import { chainPath } from '../../core/bundle/layout.ts'
import { sha256 } from '../crypto/digest.ts'
import { stopIfCancelled } from '../intake/faults.ts'
import type { Member } from '../intake/member.ts'
import { LineHashes } from '../verify/line-hashes.ts'
import type { BundleStage } from './bundle-stage.ts'

/** One log as it was put into a bundle. */
export interface LogWritten {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly lines: number
  readonly link: string
  readonly chainSha256: string
}

export interface LogToWrite {
  readonly member: Member
  readonly path: string
  /** `export.json` with its LF. */
  readonly closing: string
  readonly stage: BundleStage
}

/** Copies a log byte for byte and writes its chain, in one pass; `report` gets the received bytes so far. */
export async function writeLog(
  { member, path, closing, stage }: LogToWrite,
  report: (bytes: number) => void,
  signal: AbortSignal,
): Promise<LogWritten> {
  const digest = createHash('sha256')
  let received: Uint8Array[] = []
  let bytes = 0
  const chunks = member.read((chunk) => {
    digest.update(chunk)
    received.push(chunk)
    bytes += chunk.length
  }, signal)
  const log = await stage.create(path)
  const chain = new ChainWriter(await stage.create(chainPath(path)))
  try {
    for await (const hashes of new LineHashes(chunks).batches()) {
      stopIfCancelled(signal)
      const copies = received
      received = []
      for (const copy of copies) await log.write(copy)
      await chain.write(hashes)
      report(bytes)
    }
    for (const copy of received) await log.write(copy)
    await chain.write([sha256(closing.slice(0, -1))])
  } finally {
    await Promise.all([log.close(), chain.close()])
  }
  const { entries, link, digestHex } = chain.state()
  return { path, bytes, sha256: digest.digest('hex'), lines: entries - 1, link, chainSha256: digestHex }
}

interface Out {
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly close: () => Promise<void>
}

class ChainWriter {
  readonly #out: Out
  readonly #digest = createHash('sha256')
  #entries = 0
  #link = GENESIS

  constructor(out: Out) {
    this.#out = out
  }

  async write(hashes: readonly string[]): Promise<void> {
    let text = ''
    for (const lineHash of hashes) {
      this.#link = linkHash(this.#link, lineHash, sha256)
      this.#entries += 1
      text += chainLine(this.#entries, lineHash, this.#link)
    }
    const bytes = Buffer.from(text, 'latin1')
    this.#digest.update(bytes)
    await this.#out.write(bytes)
  }

  close(): Promise<void> {
    return this.#out.close()
  }

  state(): { entries: number; link: string; digestHex: string } {
    return { entries: this.#entries, link: this.#link, digestHex: this.#digest.digest('hex') }
  }
}
