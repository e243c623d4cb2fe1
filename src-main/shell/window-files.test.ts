import { expect, test } from 'vitest'
import { fileOf, POLICY } from './window-files.ts'

const root = '/opt/proofline/out/renderer'

test('a file of the window is found', () => {
  expect(fileOf(root, 'proofline://app/assets/index-1.js?v=1#x')).toEqual({
    path: `${root}/assets/index-1.js`,
    type: 'text/javascript; charset=utf-8',
  })
})

for (const url of [
  'proofline://app/..%2f..%2fmain/main.js',
  'proofline://app/..%2Frenderer-other/x.js',
  'proofline://app/..%5C..%5Cmain/main.js%00.txt',
  'proofline://app/',
  'proofline://app/index.node',
  'proofline://other/index.html',
  'file:///etc/passwd.txt',
  'https://app/index.html',
]) {
  test(`refused: ${url}`, () => {
    expect(fileOf(root, url)).toBeUndefined()
  })
}

for (const url of ['proofline://app/../../../etc/passwd.txt', 'proofline://app/%2e%2e/%2e%2e/main/main.js']) {
  test(`kept below the folder: ${url}`, () => {
    expect(fileOf(root, url)?.path).toMatch(/^\/opt\/proofline\/out\/renderer\/(etc|main)\//)
  })
}

test('the policy names no source but our own', () => {
  expect(POLICY).not.toMatch(/https?:|unsafe|\*/)
  expect(POLICY).toContain("default-src 'none'")
})
