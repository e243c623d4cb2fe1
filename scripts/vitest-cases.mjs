import { writeFileSync } from 'node:fs'

/** A vitest reporter: writes every test with its outcome to the file that `PROOFLINE_CASES` names, as test.mjs sums them up. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter by its default export
export default class Cases {
  #cases = []

  /** A test skipped as a whole says why in brackets at the end of its name. */
  onTestCaseResult(test) {
    const { state, note, errors } = test.result()
    this.#cases.push({
      name: `${test.module.relativeModuleId} > ${test.fullName}`,
      state,
      reason: errors?.[0]?.message ?? note ?? test.name.match(/\(([^()]+)\)$/)?.[1] ?? '',
    })
  }

  onTestRunEnd(modules, errors) {
    const broken = modules.filter((module) => module.errors().length > 0 || module.state() === 'failed')
    const withoutCase = broken.filter((module) => [...module.children.allTests('failed')].length === 0)
    for (const module of withoutCase)
      this.#cases.push({ name: module.relativeModuleId, state: 'failed', reason: 'did not load' })
    for (const { message } of errors) this.#cases.push({ name: 'outside any test', state: 'failed', reason: message })
    writeFileSync(process.env.PROOFLINE_CASES, JSON.stringify(this.#cases))
  }
}
