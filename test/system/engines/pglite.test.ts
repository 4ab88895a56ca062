import t from 'tap'
import { runOn } from './behaviour.ts'

// A server shows the same in a quarter of the time: this is for machines without one.
if (process.env['TEST_PGLITE'] === 'on') await runOn('pglite')
else t.pass('not run: `npm run test:pglite` does', { skip: 'TEST_PGLITE is not on' })
