import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
const TESTS = fileURLToPath(new URL('..', import.meta.url))
let last = 0
const files = globSync('**/*.test.ts', { cwd: TESTS }).filter((n) => !n.startsWith('run/') && !n.startsWith('system/')).sort()
const from = Number(process.argv[2]), of = Number(process.argv[3])
for (const [i, file] of files.entries()) {
  if (i % of !== from) continue
  await import(`../${file}`)
  t.test('cpu', async () => { const { user, system } = process.cpuUsage(); const now = (user + system) / 1e6; console.error((now - last).toFixed(2), Math.round(process.memoryUsage().rss/1e6), file); last = now })
}
