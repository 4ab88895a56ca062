// The type both column kits share. Tables and queries are written against the SQLite shape;
// kit.postgres.ts answers to it.
export type Kit = typeof import('../sqlite/kit.ts')
