// Makes a page of a feed from its events.
import { splitUrl } from '../http/links.ts'
import { FACTS } from '../licenses.ts'
import { cleanLine } from './clean-text.ts'
import { makeEntry, SERVICE } from './entry.ts'
import { feedId } from './entry-id.ts'
import type { FeedEvent } from './event.ts'
import type { Feed } from './feed.ts'
import type { Question } from './question.ts'

type Page = {
  question: Question
  words: string
  events: readonly FeedEvent[]
  /** The time of the data; null if there are none. */
  updated: string | null
  origin: string
  /** The paths of this page and of the next one, and those of both formats. */
  self: string
  next: string | null
  path: string
  other: string
}

/** The time of a feed without any data. */
const NEVER = '1970-01-01T00:00:00Z'

export function composeFeed({ question, words, events, updated, origin, ...paths }: Page): Feed {
  const first = withoutCursor(paths.self)
  const name = cleanLine(words)
  return {
    origin,
    id: feedId(question),
    title: `${SERVICE}: ${name}`,
    subtitle: `What is new in the data, the newest first. The question: ${name}.`,
    rights: FACTS,
    updated: events[0]?.recorded_at ?? updated ?? NEVER,
    self: origin + paths.self,
    first: origin + first,
    next: paths.next === null ? null : origin + paths.next,
    other: origin + first.replace(paths.path, paths.other),
    home: `${origin}/`,
    about: `${origin}/docs`,
    entries: events.map((event) => makeEntry(event, origin))
  }
}

/** The address of the first page. */
function withoutCursor(url: string): string {
  const { path, query } = splitUrl(url)
  const rest = query.split('&').filter((part) => part !== '' && !part.startsWith('cursor='))
  return rest.length > 0 ? `${path}?${rest.join('&')}` : path
}
