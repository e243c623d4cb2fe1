import { jsonFormat } from '../../entry/json-format.ts'
import { eventIn } from './event.ts'
import { readEvent } from './read.ts'

/** Kubernetes API server audit events, v1 and beta, bare, in an EventList, and as text in AKS records (Kubernetes: "Auditing", audit.k8s.io). */
export const kubernetesAudit = jsonFormat({
  id: 'kubernetes-audit',
  title: 'Kubernetes audit log',
  integrity: [],
  blindSpots: [
    'The audit policy decides what is logged at all: level None leaves no line, and a change of the policy changes what stands in it.',
    'The cluster is not named in the event.',
    'Reading a secret from a mounted volume or an environment variable is no request to the API server.',
    'Addresses come from headers that a client can write; the last of them is the direct peer.',
    'Several API servers write several logs; the log of one is not that of the cluster.',
    'There is no sequence number, chain or signature.',
  ],
  isShaped: (object) => eventIn(object) !== undefined,
  shape: 'an audit.k8s.io event, or stage or verb with objectRef or requestURI, is there',
  readObject: (object, draft) => readEvent(eventIn(object) ?? object, draft),
  secret,
})

/** Bodies of secrets, configuration maps and tokens are values in clear (base64 is no protection), and annotations repeat them whole. */
function secret(path: string, value: string): string | undefined {
  if (/(?:request|response)Object(?:\.items)?\.(?:data|stringData|binaryData)\./.test(path)) return 'value'
  if (path.endsWith('last-applied-configuration')) return 'value'
  if (/(?:request|response)Object\.status\.token$/.test(path)) return 'token'
  if (path.endsWith('.env.value')) return 'value'
  if (/(?:^|\.)requestURI$/.test(path) && /[?&](?:command|stdin|token)=/.test(value)) return 'command'
  return /(?:^|\.)objectRef\.(?:name|resource|subresource)$/.test(path) ? 'show' : undefined
}
