// Connects to the inspector of a running process, like the tools of a browser.
import { once } from 'node:events'
import { createServer } from 'node:net'

export type FunctionCoverage = {
  functionName: string
  ranges: { startOffset: number; endOffset: number; count: number }[]
}
export type ScriptCoverage = { url: string; functions: FunctionCoverage[] }
export type Inspector = {
  post: (method: string, params?: object) => Promise<{ result?: ScriptCoverage[] }>
  close: () => void
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

/** Speaks to the process whose inspector listens on a port. */
export async function openInspector(port: number): Promise<Inspector> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  const waiting = new Map<number, PromiseWithResolvers<{ result?: ScriptCoverage[] }>>()
  await once(socket, 'open')
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data))
    if (error) waiting.get(id)?.reject(new Error(error.message))
    else waiting.get(id)?.resolve(result)
  })
  let last = 0
  return {
    post(method, params = {}) {
      last += 1
      const answer = Promise.withResolvers<{ result?: ScriptCoverage[] }>()
      waiting.set(last, answer)
      socket.send(JSON.stringify({ id: last, method, params }))
      return answer.promise
    },
    close: () => socket.close()
  }
}
