// A stretch of network between the service and its database, which can fail.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

export type Proxy = {
  /** The URL as it is, by way of the proxy. */
  through: (url: string) => string
  /** Nothing goes through any more, and nobody is told. */
  freeze: () => void
  /** Connections break, and no new one is had. */
  cut: () => void
  /** All is well again; what was frozen stays lost. */
  mend: () => void
}

export async function startProxy(t: Test, target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let state: 'open' | 'frozen' | 'cut' = 'open'
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((client) => {
    keep(client)
    if (state === 'cut') client.destroy()
    if (state !== 'open') return
    const upstream = keep(connect(Number(port), hostname))
    client
      .on('data', (bytes) => state === 'open' && upstream.write(bytes))
      .on('close', () => upstream.destroy())
    upstream
      .on('data', (bytes) => state === 'open' && client.write(bytes))
      .on('close', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    drop()
  })
  return {
    through: (url) =>
      Object.assign(new URL(url), { host: `127.0.0.1:${(server.address() as AddressInfo).port}` })
        .href,
    freeze: () => {
      state = 'frozen'
    },
    cut: () => {
      state = 'cut'
      drop()
    },
    mend: () => {
      state = 'open'
      drop()
    }
  }
}
