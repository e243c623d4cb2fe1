import { expect, test } from 'vitest'

const sources: Record<string, string> = import.meta.glob(['../**/*.ts', '../**/*.tsx', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const catalogues = Object.entries(sources).filter(([path]) => path.startsWith('./'))

/** The names of a catalogue's sentences, by the constant that holds them. */
function keysOf(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/export const (\w+)[^=\n]*= \{\n([\s\S]*?)\n\}/gu)].flatMap(([, name = '', body = '']) =>
    [...body.matchAll(/^ {2}(\w+):/gmu)].map(([, key = '']) => [name, key] as const),
  )
}

function isUsed(path: string, name: string, key: string): boolean {
  return Object.entries(sources).some(([other, text]) => {
    if (other === path || !text.includes(name)) return false
    const local = new RegExp(`${name} as (\\w+)`, 'u').exec(text)?.[1] ?? name
    return new RegExp(`\\b${local}\\s*\\.\\s*${key}\\b|\\b${local}\\[`, 'u').test(text)
  })
}

test('every sentence of the catalogue is said somewhere', () => {
  expect(catalogues.length).toBeGreaterThan(5)
  const unused = catalogues.flatMap(([path, text]) =>
    keysOf(text)
      .filter(([name, key]) => !isUsed(path, name, key))
      .map(([name, key]) => `${name}.${key}`),
  )
  expect(unused).toEqual([])
})
