// Speaks to the developer tools of a process that runs with --inspect=PORT.

type Answer = { id: number; result: Record<string, unknown> }
export type DevTools = {
  call: (method: string, params?: object) => Promise<Answer['result']>
  close: () => void
}

export async function openDevTools(port: number): Promise<DevTools> {
  const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
  // A process has one target.
  const [target] = (await targets.json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, (result: Answer['result']) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result }: Answer = JSON.parse(String(data))
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  let asked = 0
  return {
    call(method, params = {}) {
      asked += 1
      const { promise, resolve } = Promise.withResolvers<Answer['result']>()
      waiting.set(asked, resolve)
      socket.send(JSON.stringify({ id: asked, method, params }))
      return promise
    },
    close: () => socket.close()
  }
}
