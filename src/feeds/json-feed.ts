// Makes a feed in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
import { type Entry, SERVICE } from './entry.ts'
import { type Feed, GENERATOR } from './feed.ts'
import type { JsonFeed } from './schemas.ts'

export const JSON_FEED_TYPE = 'application/feed+json'

export function toJsonFeed(feed: Feed): JsonFeed {
  const { id, updated, rights } = feed
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.first,
    description: feed.subtitle,
    ...(feed.next !== null && { next_url: feed.next }),
    authors: [{ name: SERVICE }],
    language: 'en',
    _corridor_metrics: { about: feed.about, id, updated, rights, generator: GENERATOR },
    items: feed.entries.map(itemOf)
  }
}

function itemOf(entry: Entry): JsonFeed['items'][number] {
  const { event, type, revision } = entry
  return {
    id: entry.id,
    url: entry.url,
    ...(entry.external_url !== null && { external_url: entry.external_url }),
    title: entry.title,
    content_text: entry.text,
    date_published: entry.time,
    date_modified: entry.time,
    authors: [{ name: entry.author }],
    tags: [entry.event, entry.metric.id],
    _corridor_metrics: { event, type, id: entry.thing, metric: entry.metric.id, revision }
  }
}
