// Promises without the hooks of tap, which follow each of them to the test that made it, and take a
// tenth of the time. They let an error that nobody catches fail its test and no other; without them
// it ends the process, and is shown.
import asyncHooks from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'

const off = { enable: () => off, disable: () => off }
asyncHooks.createHook = () => off
syncBuiltinESMExports()
