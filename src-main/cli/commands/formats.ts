import { take } from '../arguments.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../exit.ts'
import { answer } from '../session.ts'
import { table } from '../table.ts'

export const formats: Command = {
  name: 'formats',
  summary: 'Lists the formats that can be imported, with what each offers for integrity.',
  usage: ['formats'],
  options: [],
  examples: ['proofline formats', 'proofline formats --json | jq -r .formats[].id'],
  run: async (session, given) => {
    take(given)
    const list = await session.engine().ask('formats.list', {})
    const columns = ['Id', 'Title', 'Kind', 'Integrity offered'].map((head) => ({ head }))
    await answer(session, list, () =>
      table(
        columns,
        list.formats.map(({ id, title, kind, integrity }) => [id, title, kind, integrity.join(', ') || 'nothing']),
      ),
    )
    return EXIT.done
  },
}
