import type { Answer } from '../../../src-main/contract/calls.ts'
import { useCaseScreen } from '../../app/case-screen.ts'
import { type Route, routeTo } from '../../app/route.ts'
import { Button } from '../../kit/button.tsx'
import { overviewText as text } from '../../text/overview.ts'

type Overview = Answer<'overview'>
type Next = Overview['next'][number]

interface Props {
  readonly next: readonly Next[]
  readonly bundles: Overview['bundles']
}

function routeOf({ view, name }: Next, bundles: Overview['bundles']): Route {
  const route = routeTo(view)
  const bundle = bundles.find((one) => one.name === name)?.id
  return route.view === 'integrity' && bundle !== undefined ? { view: 'integrity', bundle } : route
}

/** What waits, in the order in which it should be done. */
export function NextPane({ next, bundles }: Props) {
  const { go } = useCaseScreen()
  return (
    <section aria-label={text.next}>
      <div className="sechead bb">
        <h2>{text.next}</h2>
        <span className="t3 sm">{next.length}</span>
      </div>
      {next.length === 0 && <p className="t2 sm cover-note">{text.nothingNext}</p>}
      <ol>
        {next.map((one, place) => {
          const [title = one.what, where = one.view] = text.nexts[one.what]?.(one.n, one.name ?? '') ?? []
          return (
            <li key={`${one.what} ${one.name ?? ''}`} className="next">
              <span className="t3">{place + 1}</span>
              <span className="grow">
                <b className="med">{title}</b>
                <span className="t2 sm">{where}</span>
              </span>
              <Button small aria-label={`${text.go}: ${title}`} onClick={() => go(routeOf(one, bundles))}>
                {text.go}
              </Button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
