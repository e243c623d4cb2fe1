// Fails where a comment switches a check off without saying why: `-- reason` for the linter, words after the directive for the compiler.
import { existsSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'

const DIRECTIVE =
  /(?:oxlint|eslint)-disable(?:-next-line|-line)?\b(?<rest>.*)|@ts-(?<compiler>expect-error|ignore|nocheck)\b(?<after>.*)/

function fault(line) {
  const found = DIRECTIVE.exec(line)?.groups
  if (!found) return undefined
  if (found.compiler === undefined) return /--\s*\S+\s+\S+/.test(found.rest) ? undefined : 'no reason after `--`'
  if (found.compiler !== 'expect-error') return `@ts-${found.compiler} hides more than the error it is meant for`
  return /\S+\s+\S+/.test(found.after) ? undefined : 'no reason after the directive'
}

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
  encoding: 'utf8',
})
const files = listed.split('\n').filter((path) => path !== '' && existsSync(path) && path !== 'e2e/checks/disables.mjs')
const faults = files.flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => (fault(line) ? [`${path}:${index + 1}: ${fault(line)}`] : [])),
)
for (const one of faults) console.log(one)
process.exitCode = faults.length > 0 ? 1 : 0
