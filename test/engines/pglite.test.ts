import { runOn } from './behaviour.ts'

await runOn('pglite')
