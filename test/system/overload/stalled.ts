// Readers that ask for a whole list and never read it, and a list that is long enough for that.
import { connect, type Socket } from 'node:net'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'

/** Copies of the claims: more bytes than the connections of one process hold for their readers. */
const COPIES = 40

/** Repeats the claims of a database under new ids. */
export function repeatClaims(file: string): void {
  const client = connectSqlite(file)
  const columns = client.pragma('table_info(observation)') as { name: string }[]
  const names = columns.map(({ name }) => `"${name}"`)
  const values = names.map((name) => (name === '"id"' ? `id || '-' || n` : name))
  client.exec(
    `WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${COPIES})
     INSERT INTO observation (${names}) SELECT ${values} FROM observation, copy`
  )
  client.close()
}

/** Opens connections that ask for all claims as CSV and take nothing of it. Returns their end. */
export function stall(port: number, addresses: string[], connections: number): () => void {
  const sockets = Array.from({ length: connections }, (_, n): Socket => {
    const localAddress = addresses[n % addresses.length]
    const socket = connect({ port, host: '127.0.0.1', ...(localAddress && { localAddress }) })
    socket.on('error', () => {})
    socket.write(`GET /v1/observations.csv?to=${2000 + (n % 100)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    return socket.pause()
  })
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}
