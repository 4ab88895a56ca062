// What coverage is counted of: every file of the service, whether or not a test loads it. The test
// files, which a process imports as well, are none of it.
import { globSync } from 'node:fs'

const SERVICE = globSync('src/**/*.ts', { cwd: new URL('../../', import.meta.url).pathname })

export default (): string[] => SERVICE
