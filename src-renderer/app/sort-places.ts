import type { PlaceNamed } from '../../src-main/contract/shell-calls.ts'

export interface SortedPlaces {
  readonly cases: readonly PlaceNamed[]
  readonly packs: readonly PlaceNamed[]
  readonly inputs: readonly PlaceNamed[]
}

const kindOf = ({ name }: PlaceNamed): keyof SortedPlaces =>
  /\.proofline$/iu.test(name) ? 'cases' : /\.asice$/iu.test(name) ? 'packs' : 'inputs'

/** What dropped things are, by their names alone: the engine looks into each before it believes it. */
export function sortPlaces(places: readonly PlaceNamed[]): SortedPlaces {
  const of = (kind: keyof SortedPlaces): PlaceNamed[] => places.filter((place) => kindOf(place) === kind)
  return { cases: of('cases'), packs: of('packs'), inputs: of('inputs') }
}
