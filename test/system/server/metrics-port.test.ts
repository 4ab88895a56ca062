// The port for Prometheus with several workers: the primary shows all of them, each by itself.
import { join } from 'node:path'
import t from 'tap'
import { pickFigures, readFigures } from '../../helpers/figures.ts'
import { type Server, until } from '../../server/process.ts'
import { connect, listeners, startWorkers } from '../../server/workers.ts'

const WORKERS = 2

/** Where the port is, as the log of the primary says. */
function portOf({ logs }: Server): string {
  const [, url = ''] = logs().flatMap(
    ({ msg }) => /^metrics for Prometheus at (\S+)$/.exec(String(msg)) ?? []
  )
  return url
}

const read = async (server: Server) => readFigures(await (await fetch(portOf(server))).text())

t.test(
  'each worker has its own series; one that is killed is replaced and counts anew',
  async (t) => {
    const server = await startWorkers(t, join(t.testdir(), 'corridor.db'), WORKERS, {
      METRICS_PORT: '0',
      // Nobody listens there.
      PURGE_URL: 'http://127.0.0.1:1/purge'
    })
    const answered = (worker: number) =>
      `corridor_answers_total{from="service",status="404",worker="${worker}"}`
    const counts = async () => {
      const figures = await read(server)
      return [1, 2].map((worker) => figures[answered(worker)] ?? 0)
    }
    let asked = 0
    const bothHaveAnswered = await until(async () => {
      const client = connect(server)
      const { status } = await client.ask('/v1/metrics/nothing')
      client.end()
      if (status === 404) asked += 1
      return (await counts()).every((count) => count > 0)
    })
    t.ok(bothHaveAnswered)
    const before = await counts()
    t.equal((before[0] ?? 0) + (before[1] ?? 0), asked)
    const figures = await read(server)
    t.same(pickFigures(figures, 'corridor_workers{', 'corridor_database_ready'), {
      'corridor_workers{worker="primary"}': WORKERS,
      'corridor_database_ready{worker="1"}': 1,
      'corridor_database_ready{worker="2"}': 1
    })
    t.ok('process_open_fds{worker="primary"}' in figures)
    const purges = async () => pickFigures(await read(server), 'corridor_purge_')
    const failed = 'corridor_purge_requests_total{outcome="failed",worker="primary"}'
    t.ok(await until(async () => ((await purges())[failed] ?? 0) > 0), 'the primary purges')
    t.ok(((await purges())['corridor_purge_waiting_seconds{worker="primary"}'] ?? 0) > 0)
    t.equal(Object.keys(await purges()).length, 3, 'no worker does')

    const [{ pid, name } = { pid: 0, name: '' }] = listeners(server)
    process.kill(pid, 'SIGKILL')
    await until(() => listeners(server).length === WORKERS + 1)
    await until(async () => (await read(server))['corridor_workers{worker="primary"}'] === WORKERS)
    t.same(await counts(), name === 'worker 1' ? [0, before[1]] : [before[0], 0])
    server.child.kill('SIGTERM')
    t.match(await server.exit, { code: 0 })
  }
)
