import t from 'tap'
import { makeRegistry, receiveTelemetry, showFigures } from '../../src/telemetry/registry.ts'
import type { CountedAnswer, Telemetry } from '../../src/telemetry/telemetry.ts'
import { namesIn, pickFigures, readFigures } from '../helpers/figures.ts'

const ANSWER: CountedAnswer = {
  route: '/v1/metrics/:id',
  method: 'GET',
  status: 200,
  seconds: 0.0625,
  from: 'memory'
}

async function figuresAfter(
  report: (telemetry: Telemetry) => void
): Promise<Record<string, number>> {
  const registry = makeRegistry('1')
  report(receiveTelemetry(registry))
  return readFigures(await showFigures([await registry.getMetricsAsJSON()]))
}

t.test('answers are counted by route and class of status, and by origin and status', async (t) => {
  const figures = await figuresAfter(({ countAnswer }) => {
    countAnswer(ANSWER)
    countAnswer({ ...ANSWER, status: 304, seconds: 0.5, from: 'service' })
    countAnswer({ ...ANSWER, status: 304, seconds: 0.25, from: 'service' })
  })
  const of = (status: string) =>
    `{method="GET",route="/v1/metrics/:id",status="${status}",worker="1"}`
  t.match(figures, {
    [`corridor_http_request_duration_seconds_sum${of('2xx')}`]: 0.0625,
    [`corridor_http_request_duration_seconds_count${of('2xx')}`]: 1,
    [`corridor_http_request_duration_seconds_sum${of('3xx')}`]: 0.75,
    [`corridor_http_request_duration_seconds_count${of('3xx')}`]: 2
  })
  t.same(pickFigures(figures, 'corridor_answers_total'), {
    'corridor_answers_total{from="memory",status="200",worker="1"}': 1,
    'corridor_answers_total{from="service",status="304",worker="1"}': 2
  })
})

t.test('methods that no route has share a label, because clients choose them', async (t) => {
  const figures = await figuresAfter(({ countAnswer }) => {
    for (const method of ['PROPFIND', 'MKCOL', 'PUT'])
      countAnswer({ ...ANSWER, method, route: 'none', status: 405 })
  })
  t.same(pickFigures(figures, 'corridor_http_request_duration_seconds_count'), {
    'corridor_http_request_duration_seconds_count{method="other",route="none",status="4xx",worker="1"}': 3
  })
})

t.test('refusals are counted by reason, from 0 on', async (t) => {
  const figures = await figuresAfter(({ countRefusal }) => {
    countRefusal('queue')
    countRefusal('queue')
    countRefusal('storage')
  })
  const of = (reason: string) => `corridor_refused_requests_total{reason="${reason}",worker="1"}`
  t.same(pickFigures(figures, 'corridor_refused_requests_total'), {
    [of('rate_limit')]: 0,
    [of('refused_keys')]: 0,
    [of('client_limit')]: 0,
    [of('stream_limit')]: 0,
    [of('upload_limit')]: 0,
    [of('write_limit')]: 0,
    [of('reading')]: 0,
    [of('queue')]: 2,
    [of('database')]: 0,
    [of('storage')]: 1,
    [of('other')]: 0
  })
})

t.test('what is watched is read when somebody looks; a later reader takes its place', async (t) => {
  const registry = makeRegistry('1')
  const { watch } = receiveTelemetry(registry)
  let bytes = 10
  watch('ready_answer_bytes', () => 7)
  watch('ready_answer_bytes', () => bytes)
  const read = async () =>
    pickFigures(
      readFigures(await showFigures([await registry.getMetricsAsJSON()])),
      'corridor_ready_answer'
    )
  t.same(await read(), { 'corridor_ready_answer_bytes{worker="1"}': 10 })
  bytes = 12
  t.same(await read(), { 'corridor_ready_answer_bytes{worker="1"}': 12 })
})

t.test('several processes are one text: each name once, each process with its label', async (t) => {
  const processes = await Promise.all(
    ['1', '2'].map(async (worker, index) => {
      const registry = makeRegistry(worker)
      const { countAnswer } = receiveTelemetry(registry)
      for (let count = 0; count <= index; count += 1) countAnswer(ANSWER)
      return registry.getMetricsAsJSON()
    })
  )
  const text = await showFigures(processes)
  const told = text.split('\n').filter((line) => line.startsWith('# TYPE'))
  t.equal(new Set(told).size, told.length)
  t.equal(namesIn(text)['process_start_time_seconds'], 'gauge', 'those that are not added up too')
  t.same(pickFigures(readFigures(text), 'corridor_answers_total'), {
    'corridor_answers_total{from="memory",status="200",worker="1"}': 1,
    'corridor_answers_total{from="memory",status="200",worker="2"}': 2
  })
})
