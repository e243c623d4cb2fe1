/** What was run and what it answered, in a session or in the review of one, and links that carry a token. */
const CONTENT = /^(?:script|event_stream|input|input_\w{1,20}|review_input|ai_analysis|guardrails_info|download_url)$/
/**
 * Names under which the gateway itself hides values, but in lower case only (hoop: gateway/audit/redact.go); here in any case and with
 * something around them.
 */
const SECRET = /passw|secret|token|api_?key|hosts_?key|private_?key|credential|^keys?$|^env(?:s|vars)?$/i
const HARMLESS = /(?:_id|_size|_count|_at)$/i

/** The kind as which a value at a path is masked; undefined where it may be shown. */
export function hidden(path: string, value: string): string | undefined {
  const names = path.split('.')
  if (names.some((name) => CONTENT.test(name))) return 'content'
  if (value === '[REDACTED]' || value === '') return undefined
  return names.some((name) => SECRET.test(name) && !HARMLESS.test(name)) ? 'value' : undefined
}
