// PGlite in the clothes of pg's Pool: one PostgreSQL in this process, whose one connection is lent
// to one borrower at a time.
import type { ParserOptions, PGlite } from '@electric-sql/pglite'
import pg, { type PoolClient, type QueryConfig } from 'pg'
import type { Pool } from '../../src/db/postgres/connections.ts'

// Reads values like pg, not like PGlite: code that forgets that a bigint arrives as text must fail
// here too.
const { builtins, getTypeParser } = pg.types
const READ_BY_PG = [
  builtins.BOOL,
  builtins.INT2,
  builtins.INT4,
  builtins.INT8,
  builtins.FLOAT4,
  builtins.FLOAT8,
  builtins.NUMERIC
]
const parsers = Object.fromEntries(
  READ_BY_PG.map((type) => [type, getTypeParser(type, 'text')])
) as ParserOptions

export function poolOf(lite: PGlite): Pool {
  let last: Promise<void> = Promise.resolve()
  const query = async (config: QueryConfig | string, values?: unknown[]) => {
    const { text, rowMode } =
      typeof config === 'string'
        ? { text: config }
        : (config as QueryConfig & { rowMode?: 'array' })
    if (values) return lite.query(text, values, { parsers, ...(rowMode && { rowMode }) })
    // Without values a text may hold several statements; pg gives their results as a list, that of
    // a single one as itself.
    const results = await lite.exec(text, { parsers })
    return results.length === 1 ? results[0] : results
  }
  // The same client each time, as a pool would lend it: the store keeps its statements by client.
  const client = { query } as unknown as PoolClient
  return {
    async connect() {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      return Object.assign(client, { release: resolve })
    },
    end: async () => {}
  }
}
