import { writeFileSync } from 'node:fs'

const STATES = { expected: 'passed', flaky: 'passed', skipped: 'skipped', unexpected: 'failed' }
// oxlint-disable-next-line no-control-regex -- the escape that a terminal reads
const COLOURS = /\u001B\[[0-9;]*m/g

/** A Playwright reporter: writes every test with its outcome to the file that `PROOFLINE_CASES` names, as test.mjs sums them up. */
// oxlint-disable-next-line import/no-default-export -- Playwright loads a reporter by its default export
export default class Cases {
  #suite
  #errors = []

  onBegin(_config, suite) {
    this.#suite = suite
  }

  onError({ message }) {
    this.#errors.push({ name: 'outside any test', state: 'failed', reason: message ?? '' })
  }

  onEnd() {
    const tests = this.#suite?.allTests() ?? []
    const cases = tests.map((test) => {
      const skipped = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description
      const error = test.results.at(-1)?.error?.message?.replaceAll(COLOURS, '')
      return {
        name: test.titlePath().filter(Boolean).join(' > '),
        state: STATES[test.outcome()],
        reason: error ?? skipped ?? '',
      }
    })
    writeFileSync(process.env.PROOFLINE_CASES, JSON.stringify([...cases, ...this.#errors]))
  }

  printsToStdio() {
    return false
  }
}
