import type { PlaceNamed } from '../../src-main/contract/shell-calls.ts'
import type { IconName } from '../kit/icon.tsx'
import { frameText } from '../text/frame.ts'

/** Where the window stands in a case, with what a view needs to begin there. */
export type Route =
  | { readonly view: 'overview' }
  | {
      readonly view: 'import'
      readonly places?: readonly PlaceNamed[]
      /** An import that another view began. */
      readonly begun?: { readonly job: number; readonly places: readonly string[] }
    }
  | { readonly view: 'mapping'; readonly input: PlaceNamed }
  | { readonly view: 'integrity'; readonly bundle?: number }
  | { readonly view: 'compare' }
  | {
      readonly view: 'timeline'
      readonly where?: string
      readonly from?: string
      readonly to?: string
      readonly record?: number
      readonly rank?: number
    }
  | {
      readonly view: 'evidence'
      readonly where?: string
      readonly from?: string
      readonly to?: string
      readonly pack?: PlaceNamed
    }
  | { readonly view: 'custody' }

export type ViewName = Route['view']
/** Views that stand in the navigation; mapping is a part of Import, comparing one of Integrity. */
type HomeName = Exclude<ViewName, 'mapping' | 'compare'>

const partOf = { mapping: 'import', compare: 'integrity' } as const

/** The view in whose part of the work a route stands. */
export const homeOf = ({ view }: Route): HomeName => (view === 'mapping' || view === 'compare' ? partOf[view] : view)

/** The views in the order of the work. */
export const views: readonly { readonly view: HomeName; readonly word: string; readonly icon: IconName }[] = [
  { view: 'overview', word: frameText.overview, icon: 'overview' },
  { view: 'import', word: frameText.import, icon: 'import' },
  { view: 'integrity', word: frameText.integrity, icon: 'link' },
  { view: 'timeline', word: frameText.timeline, icon: 'bars' },
  { view: 'evidence', word: frameText.evidence, icon: 'pack' },
  { view: 'custody', word: frameText.custody, icon: 'custody' },
]

const names = new Map<string, HomeName>(views.map(({ view }) => [view, view]))

/** The route to a view that the engine names; the overview where it names none of ours. */
export function routeTo(name: string): Route {
  const view = names.get(name) ?? 'overview'
  return { view }
}
