import { cloudwatch } from './cloudwatch.ts'
import { container } from './container.ts'
import { datadog } from './datadog.ts'
import { elasticsearch } from './elasticsearch.ts'
import type { Envelope } from './envelope.ts'
import { loki } from './loki.ts'
import { messages } from './messages.ts'
import { splunk } from './splunk.ts'
import { syslog } from './syslog.ts'

/** Every envelope that is taken off before a format is recognised. A new one: its file, and its line here. */
export const envelopes: readonly Envelope[] = [
  elasticsearch,
  splunk,
  cloudwatch,
  datadog,
  loki,
  container,
  messages,
  syslog,
]
