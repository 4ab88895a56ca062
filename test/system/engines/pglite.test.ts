import t from 'tap'
import { runOn } from './behaviour.ts'

// For machines without a server. With a server, the same tests need a quarter of the time.
if (process.env['TEST_PGLITE'] === 'on') await runOn('pglite')
else t.pass('not run: `npm run test:pglite` does', { skip: 'TEST_PGLITE is not on' })
