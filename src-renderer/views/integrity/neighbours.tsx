import { useCaseScreen } from '../../app/case-screen.ts'
import { Button } from '../../kit/button.tsx'
import { ListTable } from '../../kit/list-table.tsx'
import { chainText as text } from '../../text/chain.ts'
import type { Link, Links } from './chain-view.ts'
import { dayOf, isBroken, linkColumns } from './link-columns.tsx'

const AROUND = 3

/** The records before and after a place of the chain, three each, with what the chain states of them. */
export function Neighbours({ links: { links, place } }: { readonly links: Links }) {
  const { zone, go } = useCaseScreen()
  const near = links.filter((link) => Math.abs(link.place - place) <= AROUND)
  const record = recordNear(near, place)
  return (
    <section className="sec near">
      <div className="row">
        <h3>{text.neighbours}</h3>
        {record !== undefined && (
          <span className="right">
            <Button small onClick={() => go({ view: 'timeline', where: '', record })}>
              {text.openTimeline}
            </Button>
          </span>
        )}
      </div>
      <div className="neighbours">
        <ListTable
          caption={text.neighbours}
          failed={({ state }) => isBroken(state)}
          selected={place}
          dense
          leastPx={800}
          columns={linkColumns(zone, dayOf(near, zone))}
          rows={near}
          keyOf={(link) => link.place}
        />
      </div>
    </section>
  )
}

/** The record of the place itself, else the nearest before or after it. */
function recordNear(near: readonly Link[], place: number): number | undefined {
  const withRecord = near.filter((link) => link.record !== undefined)
  return withRecord.toSorted((a, b) => Math.abs(a.place - place) - Math.abs(b.place - place))[0]?.record
}
