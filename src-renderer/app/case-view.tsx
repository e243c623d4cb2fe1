import { CompareView } from '../views/compare/compare-view.tsx'
import { CustodyView } from '../views/custody/custody-view.tsx'
import { EvidenceView } from '../views/evidence/evidence-view.tsx'
import { ImportView } from '../views/import/import-view.tsx'
import { IntegrityView } from '../views/integrity/integrity-view.tsx'
import { MappingView } from '../views/mapping/mapping-view.tsx'
import { OverviewView } from '../views/overview/overview-view.tsx'
import { TimelineView } from '../views/timeline/timeline-view.tsx'
import { useCaseScreen } from './case-screen.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import type { ViewName } from './route.ts'

const drawn = {
  overview: OverviewView,
  import: ImportView,
  mapping: MappingView,
  integrity: IntegrityView,
  compare: CompareView,
  timeline: TimelineView,
  evidence: EvidenceView,
  custody: CustodyView,
} satisfies Record<ViewName, () => React.ReactNode>

/** The view of the route; a mistake in one leaves the frame and the others standing. */
export function CaseView() {
  const { route } = useCaseScreen()
  const Drawn = drawn[route.view]
  return (
    <ErrorBoundary key={route.view}>
      <Drawn />
    </ErrorBoundary>
  )
}
