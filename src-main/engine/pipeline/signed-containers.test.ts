import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listInputs } from '../intake/list-inputs.ts'
import type { Member } from '../intake/member.ts'
import { zipBytes } from '../intake/testing/zip-bytes.ts'
import { signedContainers } from './signed-containers.ts'

test('a container is found by what is in it, and is none any more where it vanished meanwhile', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signed-containers-'))
  const path = join(folder, 'x.asice')
  writeFileSync(path, zipBytes([{ name: 'a.log', body: 'one' }]))
  const members: Member[] = []
  for await (const one of listInputs([path])) if (one.kind === 'member') members.push(one)
  expect((await signedContainers(members)).map((one) => one.path)).toEqual(['x.asice'])
  rmSync(folder, { recursive: true })
  expect(await signedContainers(members)).toEqual([])
})
