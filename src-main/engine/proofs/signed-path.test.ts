import { expect, test } from 'vitest'
import { signedPath } from './signed-path.ts'

test.each<[string, string[], string | undefined]>([
  ['a/log.json.sig', ['a/log.json', 'a/log.json.sig'], 'a/log.json'],
  ['log.json.asc', ['log.json'], 'log.json'],
  ['SHA256SUMS.minisig', ['SHA256SUMS', 'SHA256SUMS.minisig'], 'SHA256SUMS'],
  ['log.sig.b64', ['log', 'log.sig.b64'], 'log'],
  ['log.sig', ['log.jsonl', 'log.pub', 'log.sig'], 'log.jsonl'],
  ['a/log.sig', ['a/log.jsonl', 'b/log.csv'], 'a/log.jsonl'],
  ['log.sig', ['log.jsonl', 'log.csv'], undefined],
  ['log.sig', ['log.pem', 'log.asc'], undefined],
  ['log.sig', ['other.jsonl'], undefined],
  ['a/log.sig', ['b/log'], undefined],
  ['log', ['log'], undefined],
  ['log.sig', ['log.sig'], undefined],
  ['.sig', ['a'], undefined],
])('%s beside %j: %s', (signature, paths, want) => expect(signedPath(signature, paths)).toBe(want))
