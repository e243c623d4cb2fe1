import { textAt } from '../../../src-main/core/entry/json-object.ts'
import { type Oracle, ecs, texts } from '../oracle.ts'

/** The expectation's `user` is the member concerned; who acted stands under `source.user`. */
export const bitwarden: Oracle = {
  folder: 'bitwarden',
  wanted: (expected) => ({
    ...ecs(expected),
    actor: texts(expected, 'source.user.id'),
    action: texts(expected, 'bitwarden.event.type.name', 'bitwarden.event.type.value'),
  }),
}

/** Its times carry no zone: the expectation reads them as UTC. Its action is a word out of the message; ours is the name of the event. */
export const delineaSecretServer: Oracle = {
  folder: 'delinea-secret-server',
  options: ['--source-zone', 'UTC'],
  wanted: (expected) => {
    const words = ['event.provider', 'event.action'].map((path) => textAt(expected, path))
    return {
      ...ecs(expected),
      time: textAt(expected, 'thycotic_ss.event.time') || undefined,
      action: [words.join(' - ')],
    }
  },
}
