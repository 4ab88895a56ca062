import { createServer } from 'node:net'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { cannotListen } from '../../src/server/cannot-listen.ts'

const NAMES = { host: 'HOST', port: 'PORT' } as const

/** What the system says to somebody who listens there. */
function failureAt(port: number, host: string): Promise<NodeJS.ErrnoException> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen(port, host, () => server.close(() => reject(new Error('it listens'))))
  })
}

t.test('an address of another machine, and a host that nobody knows', async (t) => {
  for (const [HOST, code, message] of [
    ['192.0.2.1', 'EADDRNOTAVAIL', 'HOST=192.0.2.1 is no address of this machine.'],
    [
      'no-such-host.invalid',
      /ENOTFOUND|EAI_AGAIN/,
      'HOST=no-such-host.invalid is no address, and no host'
    ]
  ] as const) {
    const failure = await failureAt(0, HOST)
    t.match(cannotListen(failure, readConfig({ HOST }, '/dev/null'), NAMES), { code, message })
  }
})

t.test('a port without the right to it, and other errors', async (t) => {
  const config = readConfig({ METRICS_PORT: '80' }, '/dev/null')
  const denied = Object.assign(new Error('listen EACCES'), { code: 'EACCES' })
  t.match(cannotListen(denied, config, { host: 'METRICS_HOST', port: 'METRICS_PORT' }), {
    code: 'EACCES',
    message:
      'This user may not listen on METRICS_PORT=80. Choose a METRICS_PORT of 1024 or above (EACCES).',
    cause: denied
  })
  const other = new Error('something else')
  t.equal(cannotListen(other, config, NAMES), other)
})
