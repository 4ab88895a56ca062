// The parameters of feeds, and the answer in JSON Feed 1.1. Its fields have the names of that
// format, and those that are absent are missing, as it asks for.
import { z } from 'zod'
import { component, list, revision, text, time } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { filledWith } from '../http/openapi-parameters.ts'
import { idList, opaque, pair, wholeNumber, wordList } from '../http/parameters.ts'
import { FEED_EVENTS } from '../vocabularies.ts'

/** The most values of metric and country, and the entries of a page. */
export const VALUES_MAX = 10
export const FEED_ROWS = { usual: 50, most: 200 }
/** A page that is read at a glance. */
const FIRST_LOOK_ROWS = 20

const EVENT_TEXT =
  'claim: a new claim. projection: a new projection. correction, withdrawal: of a claim or a ' +
  'projection. conflict: claims that begin to conflict. conflict_resolved: claims that no longer ' +
  'do. assessment: a target gets another status, such as on_track or missed. forecast_overtaken: ' +
  'the period of a forecast was observed.'

export const feedQuery = {
  metric: idList(
    `Only events about these metrics: ids separated by commas, at most ${VALUES_MAX}. Metric or ` +
      'country is required.',
    ['goods_trade'],
    VALUES_MAX
  )
    .meta({ component: 'FeedMetric', ...filledWith(['goods_trade']) })
    .optional(),
  country: idList(
    'Only events about figures with one of these countries, or other entities, on either side: as ' +
      `subject or as partner; at most ${VALUES_MAX}, named as in other lists.`,
    ['PAK'],
    VALUES_MAX
  )
    .meta({ component: 'FeedCountry' })
    .optional(),
  between: pair(
    'Only events about figures between these two, in either order; in place of `country`.',
    ['PAK', 'KAZ']
  )
    .meta({ component: 'FeedBetween' })
    .optional(),
  event: wordList(FEED_EVENTS, `Only events of these kinds; by default all. ${EVENT_TEXT}`, [
    'claim'
  ])
    .meta({ component: 'FeedEvents' })
    .optional(),
  limit: wholeNumber(
    1,
    FEED_ROWS.most,
    `The most entries of a page: 1 to ${FEED_ROWS.most}, by default ${FEED_ROWS.usual}. A page ` +
      'may have fewer, also none, and still lead to a next one.',
    FEED_ROWS.usual
  )
    .meta({ component: 'FeedLimit', ...filledWith(FIRST_LOOK_ROWS) })
    .optional(),
  cursor: opaque(
    'The cursor in the address of the next page. All other parameters but `limit` must stay the ' +
      'same.'
  )
    .meta({ component: 'FeedCursor' })
    .optional()
}

const absolute = (description: string, example: string) =>
  text(description, example).meta({ format: 'uri' })

const author = component('FeedAuthor', 'Who says it.', {
  name: text('The author of the figure, or the publisher of its source.', 'Archyworldys')
})

const item = component('FeedItem', 'An entry of a feed: one event.', {
  id: text(
    'The id of the entry; it never changes, and it is the same on every host and in Atom.',
    'urn:uuid:0b2d5b4e-4c0f-5d7a-8f0e-0a3c1b1a7d11'
  ),
  url: absolute(
    'Where this service shows the thing, as it was then.',
    'http://localhost:3000/v1/observations/C0392?as_of=2026-11-23T00%3A00%3A00Z'
  ),
  external_url: absolute(
    'The document in which the figure was read, if its address is known.',
    'https://www.inform.kz/'
  ).optional(),
  title: text(
    'What happened, in one sentence.',
    'Kazakhstan–Pakistan, goods trade turnover, 2023: $52.5 million, says Kazakh official statistics'
  ),
  content_text: text(
    'The details, one a line: the figure as printed, what changed, the source, notes.',
    'Printed as: $52.5 million'
  ),
  date_published: time('The time of the revision (RFC 3339, UTC).', '2026-11-23T00:00:00Z'),
  date_modified: time(
    'The same time: the figures of an entry never change.',
    '2026-11-23T00:00:00Z'
  ),
  authors: list('Who says it; this service where it was computed.', author, 1),
  tags: field(z.array(z.string()), 'The kind of the event, and the metric.', [
    'claim',
    'goods_trade'
  ]),
  _corridor_metrics: component('FeedItemKey', 'The event, for programs.', {
    event: field(
      z.enum(FEED_EVENTS).meta({ id: 'FeedEvent', description: EVENT_TEXT }),
      'The kind of the event.',
      'claim'
    ),
    type: field(
      z.enum(['observation', 'projection', 'conflict', 'assessment']),
      'What it is about. An assessment has the id of its projection.',
      'observation'
    ),
    id: text('The id of the thing.', 'C0392'),
    metric: text('The id of the metric.', 'goods_trade'),
    revision: revision('The revision of the data that brought the event.', 1)
  })
})

/** A feed in JSON Feed 1.1. */
export const jsonFeedSchema = component('JsonFeed', 'A page of a feed, in JSON Feed 1.1.', {
  version: field(
    z.literal('https://jsonfeed.org/version/1.1'),
    'The version of the format.',
    'https://jsonfeed.org/version/1.1'
  ),
  title: text('The question of the feed.', 'Corridor Metrics: goods trade turnover'),
  home_page_url: absolute('The home page of the service.', 'http://localhost:3000/'),
  feed_url: absolute(
    'The address of the first page, by which readers know the feed.',
    'http://localhost:3000/v1/feed.json?metric=goods_trade'
  ),
  description: text(
    'What the feed tells.',
    'What is new in the data, the newest first. The question: goods trade turnover.'
  ),
  next_url: absolute(
    'The page with older entries; missing on the last page.',
    'http://localhost:3000/v1/feed.json?metric=goods_trade&cursor=WzEs'
  ).optional(),
  authors: list('This service.', author, 1),
  language: text('The language of titles and texts.', 'en'),
  _corridor_metrics: component('FeedState', 'What Atom says of a feed and JSON Feed does not.', {
    about: absolute('What these fields are.', 'http://localhost:3000/docs'),
    id: text(
      'The id of the feed, the same on every host and in Atom.',
      'urn:uuid:3c0f5b5e-4c0f-5d7a-8f0e-0a3c1b1a7d11'
    ),
    updated: time(
      'The time of the newest entry of this page; of the data if it has none.',
      '2026-11-23T00:00:00Z'
    ),
    rights: text('The terms of use of the data.', 'Facts quoted with attribution.'),
    generator: component('FeedGenerator', 'The software that made the feed.', {
      name: text('Its name.', 'Corridor Metrics'),
      version: text('Its version.', '0.1.0')
    })
  }),
  items: list('The entries of this page, the newest first.', item, FEED_ROWS.most)
})
export type JsonFeed = z.output<typeof jsonFeedSchema>

/** A feed in Atom. */
export const atomSchema = z.string().meta({
  description: 'A page of a feed, in Atom (RFC 4287 and RFC 5005 §3).',
  examples: ['<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"/>']
})
