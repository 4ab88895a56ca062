import t from 'tap'
import { runOn } from './behaviour.ts'

if (process.env['TEST_POSTGRES_URL']) await runOn('postgres')
else
  t.pass('not run: TEST_POSTGRES_URL names no PostgreSQL server', {
    skip: 'TEST_POSTGRES_URL is not set'
  })
