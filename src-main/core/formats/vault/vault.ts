import type { FormatAdapter } from '../format.ts'
import { read } from './read.ts'
import { recognise } from './recognise.ts'
import { show } from './show.ts'

/** HashiCorp Vault and OpenBao audit devices, one JSON object a line (docs: "Audit devices", file, socket and syslog device). */
export const vault: FormatAdapter = {
  id: 'vault',
  title: 'Vault audit log',
  integrity: [],
  blindSpots: [
    'Initialising, sealing, unsealing and joining a cluster are never logged (sys/init, sys/seal, sys/unseal, sys/storage/raft/join): a silence is not by itself tampering.',
    'State and health requests are never logged (sys/seal-status, sys/leader, sys/health); metrics and profiling are not where they are open to all.',
    'Nothing is logged before the first audit device is enabled, or after the last one is disabled.',
    'A request is served when one device could write it: another device may lack it.',
    'The file has no sequence number, chain or signature: a removed pair of lines leaves no trace in it.',
    'Behind a proxy the address is that of the proxy, unless Vault is told to trust x-forwarded-for.',
    'What was done with a secret after it was read happens outside Vault.',
  ],
  recognise,
  read,
  show,
}
