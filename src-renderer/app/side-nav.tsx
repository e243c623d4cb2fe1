import { Icon } from '../kit/icon.tsx'
import { VerdictMark } from '../kit/verdict-mark.tsx'
import { frameText as text } from '../text/frame.ts'
import { verdictWords } from '../text/words.ts'
import { useCaseScreen } from './case-screen.ts'
import { homeOf, routeTo, views, type ViewName } from './route.ts'
import { tally } from './tally.ts'

function Count({ view }: { readonly view: ViewName }) {
  const { overview } = useCaseScreen()
  if (!overview) return null
  const { failed, unverifiable } = tally(overview)
  if (view === 'integrity' && failed + unverifiable > 0) {
    const mark = failed > 0 ? 'failed' : 'not-verifiable'
    return (
      <span className="n">
        <VerdictMark mark={mark} word={verdictWords[mark]} size={12} bare />
        {failed > 0 ? failed : unverifiable}
      </span>
    )
  }
  return view === 'evidence' && overview.packs > 0 ? <span className="n">{overview.packs}</span> : null
}

/** The views in the order of the work. */
export function SideNav() {
  const { route, go } = useCaseScreen()
  return (
    <nav className="side" aria-label={text.views} data-region>
      {views.map(({ view, word, icon }, place) => (
        <button
          key={view}
          type="button"
          aria-current={homeOf(route) === view ? 'page' : undefined}
          data-tip={`${word}, Ctrl ${place + 1}`}
          onClick={() => go(routeTo(view))}
        >
          <Icon name={icon} />
          <span className="word">{word}</span>
          <Count view={view} />
        </button>
      ))}
    </nav>
  )
}
