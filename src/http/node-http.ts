// Node's HTTP, not by `import`: that runs the getters of all that the module exports, and those of
// WebSocket load the web client of Node, which takes 60 ms of a start.

/** The parts of `node:http` that the service uses. */
export const { createServer, STATUS_CODES, validateHeaderValue } =
  process.getBuiltinModule('node:http')
