// Names statements, because PostgreSQL parses a named statement only once on each connection.
// Drizzle names a statement only if its query says so. Here each text gets a name, the same on
// every connection.
import type { PoolClient, QueryConfig } from 'pg'

/** More statements than clients use in practice. Further ones are parsed each time. */
const NAMES_MAX = 500
const names = new Map<string, string>()

/** A connection that names each statement sent through it. */
export function nameStatements(client: PoolClient): PoolClient {
  const query = (config: QueryConfig, values: unknown[]) =>
    client.query({ ...config, name: nameOf(config.text) }, values)
  // Drizzle uses only this method of a client.
  return { query } as unknown as PoolClient
}

// An empty name means no name: such a statement is parsed, run and forgotten.
function nameOf(text: string): string {
  const found = names.get(text)
  if (found || names.size >= NAMES_MAX) return found ?? ''
  const name = `s${names.size}`
  names.set(text, name)
  return name
}
