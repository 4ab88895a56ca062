// PostgreSQL parses a statement once a connection where it has a name. Drizzle names none unless
// told in each query; here the text of a statement gets its name, the same on every connection.
import type { PoolClient, QueryConfig } from 'pg'

/** More shapes than clients use in practice; what comes after them is parsed each time. */
const NAMES_MAX = 500
const names = new Map<string, string>()

/** The connection, with a name for each statement that is sent through it. */
export function named(client: PoolClient): PoolClient {
  const query = (config: QueryConfig, values: unknown[]) =>
    client.query({ ...config, name: nameOf(config.text) }, values)
  // Drizzle asks a client for nothing else.
  return { query } as unknown as PoolClient
}

// No name is the empty name: such a statement is parsed, run and forgotten.
function nameOf(text: string): string {
  const found = names.get(text)
  if (found || names.size >= NAMES_MAX) return found ?? ''
  const name = `s${names.size}`
  names.set(text, name)
  return name
}
