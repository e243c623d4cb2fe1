import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLine } from './repeated.ts'

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('","time":"x', '}', '{', ',"response":', '"type":"request"}', '\\'),
)
const members = fc.dictionary(fc.constantFrom('id', 'path', 'a', 'time', 'type', 'request'), text, { maxKeys: 4 })
const layout = fc.constantFrom('time first', 'time last')
type Line = {
  auth?: Record<string, string>
  request: Record<string, string>
  response?: Record<string, string>
  error?: string
  time: string
}

function written(type: 'request' | 'response', { auth, request, response, error, time }: Line, order: string): string {
  const frame = { time, type }
  const own = { ...(auth && { auth }), request, ...(response && { response }), ...(error !== undefined && { error }) }
  return JSON.stringify(order === 'time first' ? { ...frame, ...own } : { ...own, ...frame })
}

const line = fc.record({
  request: members,
  time: fc.constantFrom('2025-01-01T00:00:00Z', '2025-01-01T00:00:00.123456789Z'),
})
const extra = fc.record({ auth: members, response: members, error: text }, { requiredKeys: [] })

describe('a response parsed from where it differs', () => {
  test('equals the whole line parsed, whatever the lines hold', () => {
    const property = fc.property(line, extra, extra, layout, (shared, first, second, order) => {
      const { response: _, ...asRequest } = first
      const request = written('request', { ...shared, ...asRequest }, order)
      const response = written('response', { ...shared, ...second, ...(first.auth && { auth: first.auth }) }, order)
      expect(parseLine(request)).toEqual(JSON.parse(request))
      expect(parseLine(response)).toEqual(JSON.parse(response))
    })
    fc.assert(property, { numRuns: 2000 })
  })

  test.each([
    [
      'members named twice',
      '{"auth":{"a":1},"request":{"id":"1"},"response":{},"request":{"id":"2"},"time":"t","type":"response"}',
    ],
    ['another type behind', '{"auth":{"a":1},"request":{"id":"1"},"response":{},"time":"t","type":"request"}'],
    ['rubbish behind', '{"auth":{"a":1},"request":{"id":"1"},"response":{},"time":"t","type":"response"}}'],
    ['cut', '{"auth":{"a":1},"request":{"id":"1"},"response":{"data":'],
    ['a shorter twin', '{"auth":{"a":1},"request":{"id":"1"}}'],
  ])('%s', (_what, response) => {
    const parsed = (parse: (of: string) => unknown): unknown => {
      try {
        return parse(response)
      } catch {
        return 'refused'
      }
    }
    parseLine('{"auth":{"a":1},"request":{"id":"1"},"time":"t","type":"request"}')
    expect(parsed(parseLine)).toEqual(parsed(JSON.parse))
  })

  test.each(['"type":"request"', '"type" : "request"', '"\\u0074ype":"request"', '"time":"t1"'])(
    'a frame named twice: %s',
    (member) => {
      parseLine(`{"time":"t1","type":"request","auth":{},"request":{"id":"1"},${member}}`)
      const response = `{"time":"t3","type":"response","auth":{},"request":{"id":"1"},${member},"response":{}}`
      expect(parseLine(response)).toEqual(JSON.parse(response))
    },
  )

  test('a second time in a request is not taken for the first', () => {
    const request = '{"time":"t1","type":"request","auth":{},"request":{"id":"1"},"time":"t2"}'
    const response = '{"time":"t3","type":"response","auth":{},"request":{"id":"1"},"time":"t2","response":{}}'
    expect(parseLine(request)).toEqual(JSON.parse(request))
    expect(parseLine(response)).toEqual(JSON.parse(response))
  })
})
