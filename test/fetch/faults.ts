// What upstreams do wrong, each with what a user sees of it. The tests and the table of
// test/system/fetch-faults.ts use this one list.
import { gunzipSync } from 'node:zlib'
import type { Exchange, Fault } from './replay-server.ts'

export type NamedFault = {
  name: string
  fault: Fault
  /** What the failure says; undefined if the fetch gets over it. */
  says?: RegExp
  /** The requests that are made until then, with two attempts for each page. */
  requests: number
  /** Whether it takes until an upstream has been silent for too long. */
  stalls?: true
}

const ERROR =
  '[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]'

/** The answer as text, unpacked, to be changed. */
function edit({ reply }: Exchange, change: (text: string) => string): void {
  const { body, headers } = reply
  const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body).toString() : String(body)
  delete headers['content-encoding']
  reply.body = change(text)
}

function answer({ reply }: Exchange, status: number, body: string, headers = {}): void {
  Object.assign(reply, {
    status,
    body,
    headers: { 'content-type': 'application/json', ...headers }
  })
}

const onSecond =
  (fault: Fault): Fault =>
  (exchange) =>
    exchange.count === 2 ? fault(exchange) : undefined
const fromSecond =
  (fault: Fault): Fault =>
  (exchange) =>
    exchange.count >= 2 ? fault(exchange) : undefined

export const FAULTS: NamedFault[] = [
  { name: 'none, answers in gzip', fault: () => {}, requests: 3 },
  {
    name: 'an error body with status 200',
    fault: fromSecond((exchange) => answer(exchange, 200, ERROR)),
    says: /^an error with status 200: 120 Invalid value The provided parameter value is not valid$/,
    requests: 2
  },
  {
    name: 'HTML instead of JSON, content type text/html',
    fault: fromSecond((exchange) =>
      answer(exchange, 200, '<!DOCTYPE html><html>Maintenance</html>', {
        'content-type': 'text/html'
      })
    ),
    says: /^a page of HTML \(content type text\/html\) instead of data \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: 'HTML instead of JSON, content type application/json',
    fault: fromSecond((exchange) => answer(exchange, 200, '<html>Maintenance</html>')),
    says: /^a page of HTML or XML instead of JSON \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: 'a page cut in the middle of the JSON',
    fault: fromSecond((exchange) => edit(exchange, (text) => text.slice(0, 500))),
    says: /^an answer that is cut or broken after 500 bytes \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: 'a connection cut in the middle of a page',
    fault: fromSecond(({ response, reply }) => {
      response.writeHead(200, { ...reply.headers, 'content-length': '5000' })
      response.write(String(reply.body).slice(0, 100))
      setImmediate(() => response.destroy())
      return true
    }),
    says: /^the connection failed \(.+\) \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: 'a page with fewer rows than it says',
    fault: fromSecond((exchange) =>
      edit(exchange, (text) => {
        const [head, rows] = JSON.parse(text)
        return JSON.stringify([head, rows.slice(1)])
      })
    ),
    says: /^a cut page: 7 rows on page 2, where 8 of 20 belong \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: 'a total that changes once midway',
    fault: onSecond((exchange) =>
      edit(exchange, (text) => text.replace('"total":20', '"total":21'))
    ),
    requests: 5
  },
  {
    name: 'totals that change on every page',
    fault: (exchange) =>
      edit(exchange, (text) =>
        text.replace('"lastupdated":"2026-10-07"', `"lastupdated":"2026-10-${10 + exchange.count}"`)
      ),
    says: /^the answer changed while it was read: page 1 says 20 rows in 3 pages, last updated 2026-10-1\d, page 2 says .+$/,
    requests: 6
  },
  {
    name: '429 with Retry-After in seconds, once',
    fault: onSecond((exchange) => answer(exchange, 429, '{}', { 'retry-after': '0' })),
    requests: 4
  },
  {
    name: '429 with Retry-After as a date, once',
    fault: onSecond((exchange) =>
      answer(exchange, 429, '{}', { 'retry-after': new Date(0).toUTCString() })
    ),
    requests: 4
  },
  {
    name: '429 without Retry-After, once',
    fault: onSecond((exchange) => answer(exchange, 429, '')),
    requests: 4
  },
  {
    name: '429 for ever',
    fault: fromSecond((exchange) => answer(exchange, 429, '{"message":"Rate limit is exceeded"}')),
    says: /^status 429: \{"message":"Rate limit is exceeded"\} \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: '429 that asks to wait an hour',
    fault: fromSecond((exchange) => answer(exchange, 429, '', { 'retry-after': '3600' })),
    says: /^status 429; to wait 3600 s would take longer than \d+ s in all\. Run it again later$/,
    requests: 2
  },
  {
    name: '502 once',
    fault: onSecond((exchange) => answer(exchange, 502, 'Bad gateway')),
    requests: 4
  },
  {
    name: '502 for ever',
    fault: fromSecond((exchange) => answer(exchange, 502, '<html>Bad gateway</html>')),
    says: /^status 502 \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: 'a socket that stalls before the answer',
    fault: fromSecond(() => true),
    says: /^nothing came for [\d.]+ s \(asked 2 times\)$/,
    requests: 3,
    stalls: true
  },
  {
    name: 'a socket that stalls in the middle of a page',
    fault: fromSecond(({ response, reply }) => {
      response.writeHead(200, { ...reply.headers, 'content-length': '5000' })
      response.write(reply.body.slice(0, 100))
      return true
    }),
    says: /^nothing came for [\d.]+ s \(asked 2 times\)$/,
    requests: 3,
    stalls: true
  },
  {
    name: 'a redirect on the same host',
    fault: (exchange) => {
      const { url } = exchange
      if (url.searchParams.has('moved')) return
      url.searchParams.set('moved', 'yes')
      answer(exchange, 302, '', { location: `${url.pathname}${url.search}` })
    },
    requests: 6
  },
  {
    name: 'a redirect to another host',
    fault: fromSecond((exchange) =>
      answer(exchange, 301, '', { location: 'http://example.invalid/v2/' })
    ),
    says: /^a redirect to another host \(http:\/\/example\.invalid\), which is not followed;/,
    requests: 2
  },
  {
    name: 'redirects for ever',
    fault: (exchange) => answer(exchange, 302, '', { location: exchange.url.href }),
    says: /^more than 3 redirects$/,
    requests: 4
  },
  {
    name: 'a wrong content type',
    fault: fromSecond(({ reply }) => {
      reply.headers['content-type'] = 'image/png'
    }),
    says: /^the content type image\/png instead of data \(asked 2 times\)$/,
    requests: 3
  },
  {
    name: 'another indicator than asked for',
    fault: fromSecond((exchange) =>
      edit(exchange, (text) => text.replaceAll('NY.GDP.MKTP.CD', 'NY.GDP.MKTP.KD'))
    ),
    says: /^figures of the indicator NY\.GDP\.MKTP\.KD instead of NY\.GDP\.MKTP\.CD$/,
    requests: 2
  },
  {
    name: 'another page than asked for',
    fault: fromSecond((exchange) => edit(exchange, (text) => text.replace('"page":2', '"page":1'))),
    says: /^page 1 of 3, where page 2 was asked for$/,
    requests: 2
  },
  {
    name: 'figures with commas',
    fault: fromSecond((exchange) =>
      edit(exchange, (text) => text.replace(/"value":(\d{3})(\d{3})(\d+)/, '"value":"$1,$2,$3"'))
    ),
    says: /column value: found "\d{3},\d{3},\d+", expected a figure, or nothing/,
    requests: 3
  },
  {
    name: 'a figure that is no number',
    fault: fromSecond((exchange) =>
      edit(exchange, (text) => text.replace(/"value":\d+/, '"value":"ERR"'))
    ),
    says: /column value: found "ERR", expected a figure, or nothing/,
    requests: 3
  },
  {
    name: 'an answer of another API',
    fault: (exchange) => answer(exchange, 200, '{"hello":"world"}'),
    says: /^an answer that is no answer of this API$/,
    requests: 1
  },
  {
    name: '404',
    fault: (exchange) => answer(exchange, 404, 'No such page'),
    says: /^status 404: No such page$/,
    requests: 1
  }
]
