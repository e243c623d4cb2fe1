import type { Answer, AskInput } from '../contract/calls.ts'
import type { Engine } from './engine.ts'

type Whole = Answer<'records.whole'>
type Scope = Omit<AskInput<'records.whole'>, 'offset' | 'limit'>

const PAGE = 500
/** Pages asked for while one is written: the engine works on the next, and one is on its way. */
const AHEAD = 3

/** What matches, and its records page by page in the order asked. */
export interface Listing {
  readonly total: number
  readonly range: Whole['range']
  readonly notes: Whole['notes']
  readonly pages: AsyncGenerator<Whole['records']>
}

export async function listRecords(engine: Engine, scope: Scope, limit: number): Promise<Listing> {
  const ask = (offset: number): Promise<Whole> => {
    const page = engine.ask('records.whole', { ...scope, offset, limit: PAGE })
    page.catch(() => undefined) // awaited in its turn; a refusal before must not end the program unheard
    return page
  }
  const first = await ask(0)
  const { total, range, notes } = first
  return { total, range, notes, pages: pagesOf(first, ask, Math.min(total, limit)) }
}

async function* pagesOf(
  first: Whole,
  ask: (offset: number) => Promise<Whole>,
  wanted: number,
): AsyncGenerator<Whole['records']> {
  const coming: Promise<Whole>[] = [Promise.resolve(first)]
  let asked = PAGE
  for (let offset = 0; offset < wanted; offset += PAGE) {
    for (; asked < wanted && coming.length <= AHEAD; asked += PAGE) coming.push(ask(asked))
    const page = await coming.shift()
    const due = Math.min(PAGE, wanted - offset)
    if (page === undefined || page.records.length < due)
      throw new Error(`the engine answered ${page?.records.length ?? 0} of ${due} records from ${offset} on`)
    yield page.records.slice(0, due)
  }
}
