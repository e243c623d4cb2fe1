import type { PlaceNamed } from '../../src-main/contract/shell-calls.ts'
import type { IconName } from '../kit/icon.tsx'
import { frameText } from '../text/frame.ts'

/** Where the window stands in a case, with what a view needs to begin there. */
export type Route =
  | { readonly view: 'overview' }
  | { readonly view: 'import'; readonly places?: readonly PlaceNamed[] }
  | { readonly view: 'integrity'; readonly bundle?: number }
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

/** The views in the order of the work. */
export const views: readonly { readonly view: ViewName; readonly word: string; readonly icon: IconName }[] = [
  { view: 'overview', word: frameText.overview, icon: 'overview' },
  { view: 'import', word: frameText.import, icon: 'import' },
  { view: 'integrity', word: frameText.integrity, icon: 'link' },
  { view: 'timeline', word: frameText.timeline, icon: 'bars' },
  { view: 'evidence', word: frameText.evidence, icon: 'pack' },
  { view: 'custody', word: frameText.custody, icon: 'custody' },
]

const names = new Map<string, ViewName>(views.map(({ view }) => [view, view]))

/** The route to a view that the engine names; the overview where it names none of ours. */
export function routeTo(name: string): Route {
  const view = names.get(name) ?? 'overview'
  return { view }
}
