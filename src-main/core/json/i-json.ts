const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\]:,]/g

/**
 * Says why a text that JSON.parse accepts is no I-JSON (RFC 7493), so that two readers could see different things:
 * a member twice, an integer beyond 2^53, half of a surrogate pair. Undefined where it is I-JSON.
 */
export const notIJson = (text: string): string | undefined => firstFault(text, step)

/** The same of a text whose writer keeps integers of any size and half surrogate pairs (Python): only a member twice counts. */
export const memberTwice = (text: string): string | undefined =>
  firstFault(text, (token, last, open) => (/^["\d-]/.test(token) ? undefined : step(token, last, open)))

type Step = (token: string, last: string, open: (Set<string> | undefined)[]) => string | undefined

function firstFault(text: string, of: Step): string | undefined {
  const open: (Set<string> | undefined)[] = []
  let last = ''
  for (const [token] of text.matchAll(TOKEN)) {
    const wrong = of(token, last, open)
    if (wrong) return wrong
    last = token
  }
  return undefined
}

/** `open` holds the names seen in each open object, and undefined for each open array. */
function step(token: string, last: string, open: (Set<string> | undefined)[]): string | undefined {
  const first = token.charAt(0)
  if (first === '{') open.push(new Set())
  else if (first === '[') open.push(undefined)
  else if (first === '}' || first === ']') open.pop()
  else if (token === ':') return repeated(last, open.at(-1))
  else if (first === '"') return wellFormed(token)
  else if (first !== ',') return unsafe(token)
  return undefined
}

function repeated(name: string, names: Set<string> | undefined): string | undefined {
  const text: unknown = JSON.parse(name)
  if (typeof text !== 'string' || !names) return undefined
  if (names.has(text)) return `the member ${JSON.stringify(text.slice(0, 40))} stands twice`
  names.add(text)
  return undefined
}

function wellFormed(token: string): string | undefined {
  const text: unknown = JSON.parse(token)
  return typeof text === 'string' && !text.isWellFormed() ? 'a text holds half of a surrogate pair' : undefined
}

function unsafe(token: string): string | undefined {
  const whole = /^-?\d+$/.test(token)
  return whole && !Number.isSafeInteger(Number(token)) ? 'an integer is beyond 2^53' : undefined
}
