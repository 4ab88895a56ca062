// Writes a feed as Atom (RFC 4287), in pages (RFC 5005 §3).
import { cleanLine } from './clean-text.ts'
import { type Entry, KIND_LABELS, SERVICE } from './entry.ts'
import { type Feed, GENERATOR } from './feed.ts'
import { JSON_FEED_TYPE } from './json-feed.ts'

export const ATOM_TYPE = 'application/atom+xml'

/** In the keys of the writer, `@` stands before attributes, and `#text` is the text beside them. */
const OPTIONS = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  format: true
}

/** The writer is loaded with the first feed. */
export async function writeAtom(feed: Feed): Promise<string> {
  const { default: XMLBuilder } = await import('fast-xml-builder')
  return new XMLBuilder(OPTIONS).build({
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xml:lang': 'en',
      id: feed.id,
      title: feed.title,
      subtitle: feed.subtitle,
      updated: feed.updated,
      author: { name: SERVICE },
      link: [
        { '@rel': 'self', '@type': ATOM_TYPE, '@href': feed.self },
        { '@rel': 'alternate', '@type': JSON_FEED_TYPE, '@href': feed.other },
        { '@rel': 'first', '@type': ATOM_TYPE, '@href': feed.first },
        ...(feed.next === null ? [] : [{ '@rel': 'next', '@type': ATOM_TYPE, '@href': feed.next }])
      ],
      generator: { '@uri': feed.home, '@version': GENERATOR.version, '#text': GENERATOR.name },
      rights: feed.rights,
      entry: feed.entries.map(entryElement)
    }
  })
}

function entryElement(entry: Entry): object {
  return {
    id: entry.id,
    title: entry.title,
    published: entry.time,
    updated: entry.time,
    author: { name: entry.author },
    link: [
      { '@rel': 'alternate', '@type': 'application/json', '@href': entry.url },
      ...(entry.external_url === null ? [] : [{ '@rel': 'via', '@href': entry.external_url }])
    ],
    category: [
      { '@term': entry.event, '@label': KIND_LABELS[entry.event] },
      { '@term': cleanLine(entry.metric.id), '@label': entry.metric.name }
    ],
    content: { '@type': 'text', '#text': entry.text }
  }
}
