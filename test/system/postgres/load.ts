// Makes load over real sockets, and compares each answer with the answer before the failure.
import { setTimeout as pause } from 'node:timers/promises'

const LOOPS = 8
const READY_EVERY_MS = 25
/**
 * This answer is sent page by page. If the database is lost in the middle, the transfer must break
 * off.
 */
const STREAM = '/v1/observations.csv'
const PATHS = [
  '/v1',
  '/v1/metrics?limit=20',
  '/v1/observations?metric=goods_trade&limit=60',
  '/v1/observations?subject=KAZ&sort=-recorded_at&limit=20',
  '/v1/observations/C0392',
  '/v1/observations?metric=goods_trade&latest=1',
  '/v1/projections/P001',
  '/v1/projections/P001/progress',
  '/v1/countries/kz',
  '/v1/search?q=%D2%9A%D0%B0%D0%B7%D0%B0%D2%9B%D1%81%D1%82%D0%B0%D0%BD',
  '/v1/sources.csv?limit=10',
  STREAM
]

/** `refused`: a correct 503. `broken off`: a stream that ended early with an error. */
export type Sample = {
  path: string
  begin: number
  end: number
  kind: 'right' | 'refused' | 'broken off' | 'wrong'
  detail?: string
}
type Answer = { status: number; headers: Headers; body: string }

/** Asks all services again and again until stopped. Returns the samples in order of their ends. */
export async function startLoad(origins: string[]): Promise<{ stop: () => Promise<Sample[]> }> {
  const expected = new Map<string, string>()
  // Each service is asked first, so that the load meets no threads that are still starting.
  for (const origin of origins)
    for (const path of PATHS) expected.set(path, (await ask(origin + path)).body)
  const samples: Sample[] = []
  let going = true
  const loop = async (origin: string, paths: string[], rest = 0) => {
    for (let turn = 0; going; turn += 1) {
      const path = paths[turn % paths.length] ?? ''
      samples.push(await sample(origin, path, expected.get(path)))
      if (rest > 0) await pause(rest)
    }
  }
  const loops = origins.flatMap((origin) => [
    ...Array.from({ length: LOOPS }, (_, index) =>
      loop(origin, [...PATHS.slice(index % PATHS.length), ...PATHS.slice(0, index % PATHS.length)])
    ),
    loop(origin, ['/health/ready'], READY_EVERY_MS)
  ])
  return {
    async stop() {
      going = false
      await Promise.all(loops)
      return samples.sort((one, other) => one.end - other.end)
    }
  }
}

async function ask(url: string): Promise<Answer> {
  const response = await fetch(url)
  return { status: response.status, headers: response.headers, body: await response.text() }
}

async function sample(origin: string, path: string, expected: string | undefined): Promise<Sample> {
  const begin = performance.now()
  const verdict = await ask(origin + path).then(
    (answer) => judge(answer, expected),
    (error: Error) => ({
      kind:
        path === STREAM && error.message === 'terminated'
          ? ('broken off' as const)
          : ('wrong' as const),
      detail: `${error.cause ?? error}`
    })
  )
  return { path, begin, end: performance.now(), ...verdict }
}

function judge(
  { status, headers, body }: Answer,
  expected: string | undefined
): Pick<Sample, 'kind' | 'detail'> {
  if (status === 200 && (expected === undefined || body === expected)) return { kind: 'right' }
  const isProblem =
    headers.get('content-type')?.startsWith('application/problem+json') &&
    body.includes('"code":"unavailable"')
  if (status === 503 && isProblem && Number(headers.get('retry-after')) > 0)
    return { kind: 'refused', detail: body }
  return {
    kind: 'wrong',
    detail: `${status} ${body.replace(/"instance":"[^"]*",/, '').slice(0, 200)}`
  }
}
