/** An original as people can read it: members on lines of their own where it is JSON, else as it stands. */
export function prettyOriginal(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2) ?? text
  } catch {
    return text
  }
}

export interface Stretch {
  readonly text: string
  readonly look: 'plain' | 'name' | 'hit'
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)

/** Cuts an original into member names, places that match what was asked for, and the rest. Joined it is the text again. */
export function stretches(text: string, hits: readonly string[]): readonly Stretch[] {
  const wanted = hits.filter((hit) => hit.length > 1).map(escaped)
  const names = String.raw`"(?:[^"\\]|\\.){1,200}"(?=\s*:)`
  const pattern = new RegExp(
    [wanted.length > 0 ? `(?<hit>${wanted.join('|')})` : '(?<hit>(?!))', `(?<name>${names})`].join('|'),
    'giu',
  )
  const found: Stretch[] = []
  let done = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > done) found.push({ text: text.slice(done, match.index), look: 'plain' })
    found.push({ text: match[0], look: match.groups?.['hit'] === undefined ? 'name' : 'hit' })
    done = match.index + match[0].length
  }
  if (done < text.length) found.push({ text: text.slice(done), look: 'plain' })
  return found
}
