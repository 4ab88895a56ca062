// A proxy between the service and its database that can fail like a network.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

export type Proxy = {
  /** The same URL, but through the proxy. */
  through: (url: string) => string
  /** Stops all data, but keeps the connections open. */
  freeze: () => void
  /** Breaks all connections, and accepts no new one. */
  cut: () => void
  /** Works normally again. Data that were stopped stay lost. */
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
