import { nameOf } from './names.ts'

/** Where the files of one chain lie in the input, against the S3 keys that they name. */
interface Layout {
  /** What stands before the common end, in the path and in the key. */
  readonly path: string
  readonly key: string
  /** Only the names agree: an export that was laid flat. */
  readonly flat: boolean
}

/** Files lie as in the bucket, below another folder, without the first folders of the key, or flat: alike for all of a chain. */
export class Places {
  readonly #votes = new Map<string, Map<string, { readonly layout: Layout; count: number }>>()
  readonly #chosen = new Map<string, Layout | undefined>()

  /** Notes a file whose name is the key's; `chain` names the files that are expected to lie alike. */
  note(chain: string, path: string, key: string): void {
    const layout = layoutOf(path, key)
    if (layout === undefined) return
    const votes = this.#votes.get(chain) ?? new Map<string, { readonly layout: Layout; count: number }>()
    this.#votes.set(chain, votes)
    const word = wordOf(layout)
    const vote = votes.get(word)
    if (vote) vote.count += 1
    else votes.set(word, { layout, count: 1 })
  }

  /** Whether the file lies elsewhere than its key says, by the layout of most files of its chain. */
  isMoved(chain: string, path: string, key: string): boolean {
    const [layout, usual] = [layoutOf(path, key), this.#usual(chain)]
    return layout === undefined || (usual !== undefined && wordOf(usual) !== wordOf(layout))
  }

  /** Where the file of a key would lie. */
  pathOf(chain: string, key: string): string {
    const usual = this.#usual(chain)
    if (usual === undefined) return key
    const rest = usual.flat ? key.slice(key.lastIndexOf('/') + 1) : key.slice(usual.key.length)
    return usual.flat || key.startsWith(usual.key) ? usual.path + rest : key
  }

  /** The one that most files have; of several the one nearest to the bucket. */
  #usual(chain: string): Layout | undefined {
    if (!this.#chosen.has(chain)) {
      const votes = [...(this.#votes.get(chain)?.values() ?? [])]
      const cost = ({ path, key, flat }: Layout): number => (flat ? 1e6 : 0) + path.length + key.length
      const [best] = votes.toSorted((a, b) => b.count - a.count || cost(a.layout) - cost(b.layout))
      this.#chosen.set(chain, best?.layout)
    }
    return this.#chosen.get(chain)
  }
}

const wordOf = ({ path, key, flat }: Layout): string => (flat ? `flat\n${path}` : `${path}\n${key}`)

/** Undefined where not even the names agree. */
function layoutOf(path: string, key: string): Layout | undefined {
  if (nameOf(path) !== nameOf(key)) return undefined
  const [here, there] = [path.split(STEP), key.split(STEP)]
  let common = 1
  while (common < Math.min(here.length, there.length) && here.at(-1 - common) === there.at(-1 - common)) common += 1
  const [pathHead, keyHead] = [headOf(path, here, common), headOf(key, there, common)]
  return { path: pathHead, key: keyHead, flat: common === 1 && keyHead !== '' }
}

/** Archives inside the input end in '!'. */
const STEP = /[/!]/

const headOf = (text: string, steps: readonly string[], common: number): string =>
  text.slice(0, text.length - steps.slice(-common).join('/').length)
