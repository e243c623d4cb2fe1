import { createHash } from 'node:crypto'
import { userInfo } from 'node:os'
import { z } from 'zod'
import { ExportJson, writeExportJson } from '../../core/bundle/declaration.ts'
import * as layout from '../../core/bundle/layout.ts'
import { writeManifest } from '../../core/bundle/manifest.ts'
import { FaultError } from '../../contract/fault.ts'
import type { JobResult } from '../../contract/events.ts'
import { signCms } from '../crypto/cms-sign.ts'
import { signSsh } from '../crypto/sshsig.ts'
import { chainedLayers } from '../intake/layers.ts'
import { intakeLimits } from '../intake/limits.ts'
import { listInputs } from '../intake/list-inputs.ts'
import { memberOf } from '../intake/member.ts'
import type { Member } from '../intake/member.ts'
import type { MakeBundleAsk } from './bundle-ask.ts'
import { declarationOf } from './bundle-declaration.ts'
import type { LogWritten } from './bundle-log.ts'
import { writeLog } from './bundle-log.ts'
import { dataPaths } from './bundle-paths.ts'
import { BundleStage } from './bundle-stage.ts'
import type { JobContext } from './job.ts'

/**
 * Writes logs as an open bundle (docs/bundle-format.md). It is written beside its name and renamed when whole, so `out` is
 * complete or absent. `sha256` is of the archive, of a folder that of its tag manifest, which covers all of it.
 */
export async function makeBundle(
  { signal, tell }: Pick<JobContext, 'signal' | 'tell'>,
  ask: MakeBundleAsk,
): Promise<JobResult<'bundle-make'>> {
  const members = await membersOf(ask.inputs)
  const chained = chainedMembers(members)
  const paths = dataPaths(chained)
  const closing = exportLine(ask)
  const stage = await BundleStage.open(ask.out)
  try {
    const logs: LogWritten[] = []
    const total = chained.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    let done = 0
    for (const [index, member] of chained.entries()) {
      const report = (bytes: number): void =>
        tell({ phase: 'chaining', done: done + bytes, total, unit: 'bytes', file: member.path })
      logs.push(await writeLog({ member, path: paths[index] ?? '', closing, stage }, report, signal))
      done += member.sizeBytes
    }
    const declaration = await declarationOf(ask, members, logs, signal)
    const tagManifest = await writeTags(stage, { ask, logs, closing, declaration })
    const signature = await writeSignature(stage, tagManifest, ask)
    tell({ phase: 'writing', done: total, total, unit: 'bytes' })
    const sha256 = (await stage.finish(ask.now, signal)) ?? sha256Of(tagManifest)
    return { bundle: ask.out, sha256, files: logs.length, signature }
  } catch (error) {
    await stage.discard()
    throw error
  }
}

async function membersOf(inputs: readonly string[]): Promise<Member[]> {
  const members: Member[] = []
  for await (const found of listInputs(inputs)) {
    // An export with a file left out would not be what its reason says.
    if (found.kind === 'refused') {
      const { code, message, remedy, path: file } = found
      throw new FaultError(code, { message, remedy, file })
    }
    members.push(found)
  }
  if (members.length === 0) {
    throw new FaultError('bad-request', {
      message: 'There is no file to bundle',
      remedy: 'Name the log files or their folder',
    })
  }
  return members
}

/** The files as received, each once: a chain is made over what a bundle looks through and nothing more, of a workbook over its bytes. */
function chainedMembers(members: readonly Member[]): Member[] {
  const files = new Map(members.map(({ received, layers }) => [received, layers]))
  return [...files].map(([received, layers]) => memberOf(received, chainedLayers(layers), intakeLimits))
}

function exportLine({ exporter = userName(), now, reason, tool }: MakeBundleAsk): string {
  const line = { exporter, time: `${now.toISOString().slice(0, 19)}Z`, reason, tool }
  const parsed = ExportJson.safeParse(line)
  if (parsed.success) return writeExportJson(parsed.data)
  throw new FaultError('bad-request', {
    message: `The reason or the exporter cannot stand in a bundle: ${z.prettifyError(parsed.error)}`,
    remedy: 'Give both as one plain line of text',
  })
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}

interface Tags {
  readonly ask: MakeBundleAsk
  readonly logs: readonly LogWritten[]
  readonly closing: string
  readonly declaration: string
}

/** Everything but the signature; answers the text of the tag manifest. */
async function writeTags(stage: BundleStage, { ask, logs, closing, declaration }: Tags): Promise<string> {
  const bytes = logs.reduce((sum, log) => sum + log.bytes, 0)
  const tags = new Map([
    [layout.BAGIT, layout.BAGIT_TEXT],
    [layout.BAG_INFO, `Bagging-Date: ${ask.now.toISOString().slice(0, 10)}\nPayload-Oxum: ${bytes}.${logs.length}\n`],
    [layout.BUNDLE_JSON, declaration],
    [layout.EXPORT_JSON, closing],
    [layout.MANIFEST, writeManifest(new Map(logs.map(({ path, sha256 }) => [path, sha256])))],
  ])
  const digests = new Map(logs.map(({ path, chainSha256 }) => [layout.chainPath(path), chainSha256]))
  for (const [name, text] of tags) {
    await stage.write(name, text)
    digests.set(name, sha256Of(text))
  }
  const tagManifest = writeManifest(digests)
  await stage.write(layout.TAG_MANIFEST, tagManifest)
  return tagManifest
}

async function writeSignature(
  stage: BundleStage,
  tagManifest: string,
  { signer, now }: MakeBundleAsk,
): Promise<'cms' | 'sshsig' | 'none'> {
  if (signer === undefined) return 'none'
  const signed = new TextEncoder().encode(tagManifest)
  if (signer.kind === 'x509') {
    await stage.write(layout.CMS_SIGNATURE, signCms(signed, signer, now))
    return 'cms'
  }
  await stage.write(layout.SSH_SIGNATURE, signSsh(signed, signer, layout.SSH_NAMESPACE))
  return 'sshsig'
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')
