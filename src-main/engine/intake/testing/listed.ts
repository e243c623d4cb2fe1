import { FaultError } from '../../../contract/fault.ts'
import { intakeLimits } from '../limits.ts'
import type { IntakeLimits } from '../limits.ts'
import { listInputs } from '../list-inputs.ts'
import type { Member, RefusedMember } from '../member.ts'

type Listed = Member | RefusedMember

export async function listAll(paths: string[], limits: Partial<IntakeLimits> = {}): Promise<Listed[]> {
  const all: Listed[] = []
  for await (const one of listInputs(paths, { ...intakeLimits, ...limits })) all.push(one)
  return all
}

export async function textOf(member: Listed | undefined): Promise<{ text: string; received: Buffer }> {
  if (member?.kind !== 'member') throw new Error(`no member: ${JSON.stringify(member)}`)
  const received: Uint8Array[] = []
  const text: Uint8Array[] = []
  for await (const chunk of member.read((part) => received.push(part))) text.push(chunk)
  return { text: Buffer.concat(text).toString(), received: Buffer.concat(received) }
}

/** `code: message` of why it was refused or cannot be read; `read` where it can. */
export async function faultOf(member: Listed | undefined): Promise<string> {
  if (member?.kind === 'refused') return `${member.code}: ${member.message}`
  try {
    await textOf(member)
    return 'read'
  } catch (error) {
    return error instanceof FaultError ? `${error.code}: ${error.detail.message}` : String(error)
  }
}

/** Path and text of every member, or why it was refused. */
export async function contentOf(listed: readonly Listed[]): Promise<string[]> {
  const lines: string[] = []
  for (const one of listed)
    lines.push(one.kind === 'member' ? `${one.path}=${(await textOf(one)).text}` : await faultOf(one))
  return lines
}
