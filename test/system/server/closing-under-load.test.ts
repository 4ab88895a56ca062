// Clients that do not stop asking when the service closes: none of the requests that it has taken is reset.
import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { starterFile } from '../../helpers/starter.ts'
import { type Server, startServer, until } from '../../server/process.ts'
import { startWorkers } from '../../server/workers.ts'

const PAGE = '/v1/observations?metric=goods_trade&limit=60'
/** How a client learns that nobody listens any more: then it ends. */
const REFUSED = 'ECONNREFUSED'

type Counts = { answers: number; outcomes: Record<string, number> }

/**
 * Asks over one connection after another without a pause until a connection is refused. Counts
 * the answers, and how often each outcome came.
 */
async function askUntilRefused({ url }: Server, counts: Counts): Promise<void> {
  let last = ''
  while (last !== REFUSED) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    let isOpen = true
    while (isOpen) {
      last = await ask(`${url}${PAGE}`, agent, counts).catch(
        (error: NodeJS.ErrnoException) => error.code ?? error.message
      )
      counts.outcomes[last] = (counts.outcomes[last] ?? 0) + 1
      isOpen = last === 'kept'
    }
    agent.destroy()
  }
}

function ask(url: string, agent: Agent, counts: Counts): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      text(response).then(() => {
        counts.answers += 1
        const closes = response.headers.connection === 'close'
        // A machine that is very busy sheds load, or gives a connection up before it is read.
        if (![200, 408, 503].includes(response.statusCode ?? 0))
          resolve(`status ${response.statusCode}`)
        else resolve(closes ? 'closed' : 'kept')
      }, reject)
    }).on('error', reject)
  })
}

async function closeUnderLoad(t: Test, server: Server, clients: number): Promise<void> {
  const counts: Counts = { answers: 0, outcomes: {} }
  const loops = Array.from({ length: clients }, () => askUntilRefused(server, counts))
  t.ok(await until(() => counts.answers >= 5 * clients), 'all are at it')
  server.child.kill('SIGTERM')
  await Promise.all(loops)
  const { kept = 0, closed = 0, [REFUSED]: refused = 0, ...others } = counts.outcomes
  // A connection that the system has taken, and the service not yet, is reset when nobody listens
  // any more (docs/operating.md).
  const { ECONNRESET: reset = 0, ...lost } = others
  t.ok(reset <= clients, `${reset} connections were reset at the end`)
  t.same(lost, {}, `nothing else came than answers and refusals, with ${clients} clients`)
  t.equal(refused, clients, 'each client was refused once, when nobody listened any more')
  t.ok(closed >= clients, 'each connection was given up by the service in an answer')
  t.comment(JSON.stringify({ clients, kept, closed }))
  t.match(await server.exit, { code: 0, signal: null, stderr: '' })
}

for (const clients of [1, 16, 64]) {
  t.test(`SIGTERM under ${clients} busy clients resets no request that it has taken`, async (t) =>
    closeUnderLoad(t, await startServer(t, await starterFile(t)), clients)
  )
}

t.test(
  'SIGTERM to three workers under 32 busy clients resets no request that it has taken',
  async (t) => closeUnderLoad(t, await startWorkers(t, await starterFile(t), 3), 32)
)

t.test(
  'after SIGTERM the service is not ready, and goes on accepting for CLOSE_DELAY',
  async (t) => {
    const server = await startServer(t, await starterFile(t), { CLOSE_DELAY: '60' })
    const ready = async () => (await fetch(`${server.url}/health/ready`)).status
    t.equal(await ready(), 200)
    server.child.kill('SIGTERM')
    t.ok(await until(async () => (await ready()) === 503), 'not ready')
    await pause(300)
    const answer = await fetch(`${server.url}/v1/scenarios`)
    t.equal(answer.status, 200)
    t.equal(answer.headers.get('connection'), 'close')
    t.equal(JSON.parse(await answer.text()).data.length, 4)
    server.child.kill('SIGTERM')
    t.match(await server.exit, { code: 1, signal: null })
  }
)
