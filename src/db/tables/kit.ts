// The type both column kits share. Tables and queries are written against the SQLite shape;
// postgres/kit.ts answers to it.
export type Kit = typeof import('../sqlite/kit.ts')
