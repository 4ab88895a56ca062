// Compares refused keys. This comes last, because after some refused keys the service accepts no
// key for a while.
import type { Comparison } from './comparison.ts'
import { post } from './writes.ts'

const ATTEMPTS = 12
const NO_KEYS = ['', 'Bearer', 'Bearer ', 'Basic eDp5', 'Bearer nonsense', 'bearer corridor_1_2']

export async function compareRefusedKeys({ ask }: Comparison): Promise<void> {
  for (const authorization of NO_KEYS) {
    const { key, ...request } = post('/v1/sources', {})
    await ask('refused keys', { ...request, headers: { ...request.headers, authorization } })
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1)
    await ask('refused keys', { ...post('/v1/sources', {}), key: 'wrong' })
  await ask('refused keys', post('/v1/sources', {}))
}
