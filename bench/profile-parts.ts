// Says which part of the work a processor profile of V8 has seen. Each sample counts for the
// innermost function that belongs to a part: what a library calls is a part of its work.

/** A profile as `Profiler.stop` gives it. */
export type Profile = {
  nodes: { id: number; callFrame: Frame; children?: number[] }[]
  samples: number[]
  /** Microseconds before each sample. */
  timeDeltas: number[]
}
type Frame = { functionName: string; url: string }

/** The parts, and where their functions stand. The first that fits counts. */
const PARTS: [part: string, place: RegExp][] = [
  ['SQLite itself', /better-sqlite3\/lib|(^| )(values|all|get|run|raw) .*better-sqlite3\/session/],
  ['rows to objects', /map-rows|mapResultRow|mapFromDriverValue|mapGetResult|mapAllResult/],
  ['Drizzle', /drizzle-orm|src\/db\/(orm|statements)/],
  ['snapshot, revision', /src\/db\//],
  ['zod', /\/zod\/|fastify-type-provider-zod|src\/http\/(read-|make-param|query-)/],
  ['writing JSON', /fast-json-stringify|\banonymous\d* $|write-answers|safe-stable|stringify $/],
  ['bytes of the body', /node:buffer|internal\/buffer|encode-body|node:zlib/],
  ['tags, kept answers', /src\/http\/(tags|caching|cursors|ready\/)|lru-cache|crypto/],
  ['headers', /src\/http\/(headers|links|deprecation)|@fastify\/(cors|helmet|compress)|vary/],
  [
    'limits, telemetry, log',
    /src\/(http\/(load|tracing)|telemetry)|rate-limit|under-pressure|pino/
  ],
  ['Fastify', /\/(fastify|find-my-way|avvio|fast-decode-uri\w*|process-warning)\//],
  ['HTTP and sockets of Node', /node:(_http|net|internal\/(stream|http|net|timers)|events|timers)/],
  ['checks of requests', /src\/http\/(request-checks|protocol-checks|body-|json-body)|negotiator/],
  ['routes', /\/src\//]
]
const GARBAGE = 'garbage'
const OTHER = 'other'
export const PART_NAMES = [...PARTS.map(([part]) => part), GARBAGE, OTHER]

/** The time of each part in microseconds. Waiting is left out. */
export function partsOf({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const partById = new Map<number, string>()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const visit = (id: number, outer: string) => {
    const node = byId.get(id)
    if (!node) return
    const part = partOf(node.callFrame) ?? outer
    partById.set(id, part)
    for (const child of node.children ?? []) visit(child, part)
  }
  visit(nodes[0]?.id ?? 0, OTHER)
  const times = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    if (byId.get(id)?.callFrame.functionName === '(idle)') continue
    const part = partById.get(id) ?? OTHER
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0))
  }
  return times
}

/** Undefined for functions of V8 itself, which belong to who calls them. */
function partOf({ functionName, url }: Frame): string | undefined {
  if (functionName === '(garbage collector)') return GARBAGE
  const place = `${functionName} ${url}`
  return PARTS.find(([, pattern]) => pattern.test(place))?.[0]
}
