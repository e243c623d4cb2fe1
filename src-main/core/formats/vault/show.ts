import { isObject } from '../../entry/json-object.ts'
import { locate, newLocated } from '../../entry/locate.ts'
import { type Fate, SHOW, type ShowPolicy, maskedAs, showJson } from '../../entry/show-json.ts'
import type { Mask, Shown } from '../format.ts'
import { isHashed, maskPath } from './path.ts'
import { type Context, type Zone, fateOf, inside } from './zones.ts'

/** The line with everything masked that must not be shown, otherwise its own characters. Never throws; any text is allowed. */
export const show = (text: string, mask: Mask): Shown => showJson(text, policyOf, mask)

const PATH: Fate = { is: 'own', show: maskPath }

function policyOf(text: string): ShowPolicy<Zone> {
  const context = contextOf(text)
  return {
    top: 'top',
    loose: 'loose',
    inside,
    fate: (zone, name, value) => {
      const fate = fateOf(zone, name, value, context)
      if (fate === 'show') return SHOW
      return fate === 'path' ? PATH : maskedAs(fate)
    },
    isHarmless: isHashed,
  }
}

/** Wrapped answers and raw storage hold what users keep, not settings. */
const SETTINGS = /^(?:auth|identity|sys\/(?!wrapping\/|raw\/)[^/]*)(?:\/|$)/

function contextOf(text: string): Context {
  const located = newLocated()
  locate(text, located)
  const request = located.object?.['request']
  if (!isObject(request)) return { settings: false, listing: false }
  const { path, operation } = request
  return {
    settings: typeof path === 'string' && SETTINGS.test(path),
    listing: operation === 'list' || operation === 'scan',
  }
}
