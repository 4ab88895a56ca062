// The type of both column kits. Tables and queries are written against the SQLite kit, and
// postgres/kit.ts matches it.
export type Kit = typeof import('../sqlite/kit.ts')
