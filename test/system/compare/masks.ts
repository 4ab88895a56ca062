// Replaces the parts of answers that differ between two equal services.

/** Differences that mean nothing, each with its reason. The report prints the list. */
export const MASKS = {
  'random ids (UUID)': 'each request has its own id, and so has a thing that was sent without one',
  'times of this run': 'the two services make the same change at different moments',
  'times of this run in cursors': 'they are compared by what they hold, not by their letters',
  'tags (ETag)': 'they hold the software version; the same tags have to repeat in the same places',
  'seconds until a client may try again': 'a clock runs between the two answers',
  'headers date, connection, keep-alive, transfer-encoding': 'they belong to the connection',
  'header content-length': 'the body itself is compared; the length only of an answer to HEAD'
}

const CONNECTION = [
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'x-request-id',
  'etag',
  'content-length'
]
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g
const TIME = /\b\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d(?::|%3A)\d\d(?:\.\d+)?Z/g
const CURSOR = /\bcursor=([\w-]+)/g
const SECONDS = /\b\d+ seconds?\b/g
/** Stored times are whole seconds, and so may be a little earlier than the begin of the run. */
const GRACE_MS = 1_000

/**
 * Replaces random ids, and times that are not earlier than the begin of the run, in cursors too.
 */
export function masker(begin: number): (text: string) => string {
  const maskTime = (text: string) =>
    Date.parse(text.replaceAll('%3A', ':')) >= begin - GRACE_MS ? '(time of this run)' : text
  const mask = (text: string) => text.replaceAll(UUID, '(random id)').replaceAll(TIME, maskTime)
  return (text) => mask(text.replaceAll(CURSOR, (_, cursor: string) => `cursor=${opened(cursor)}`))
}

/** The content of a cursor of the service; any other cursor as it is. */
function opened(cursor: string): string {
  const held = Buffer.from(cursor, 'base64url').toString()
  return held.startsWith('[') && !held.includes('\ufffd') ? held : cursor
}

/** Replaces how long a client has to wait. */
export function maskSeconds(text: string): string {
  return text.replaceAll(SECONDS, '(seconds)')
}

/** The headers that are compared, in the order of their names. */
export function comparedHeaders(headers: Record<string, string>): [name: string, value: string][] {
  return Object.entries(headers)
    .filter(([name]) => !CONNECTION.includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

/**
 * Checks that tags repeat in the same way: each tag of one service always comes with the same tag
 * of the other.
 */
export function tagPairs(): (before: string | undefined, after: string | undefined) => boolean {
  const known = [new Map<string, string>(), new Map<string, string>()] as const
  return (before, after) => {
    if (before === undefined || after === undefined) return before === after
    const met = [known[0].get(before) ?? after, known[1].get(after) ?? before]
    known[0].set(before, after)
    known[1].set(after, before)
    return met[0] === after && met[1] === before
  }
}
