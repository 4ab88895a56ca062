// Entity tags (RFC 9110 §8.8.3): how they are made, read and compared.
import { hash } from 'node:crypto'
import { VERSION } from '../version.ts'
import type { Shown } from './data-shown.ts'
import { splitUrl } from './links.ts'
import { canonicalUrl } from './query-string.ts'

/** What a tag tells of the data: null if an answer does not depend on them. */
type Tagged = Shown | null

/**
 * The tag of an answer, from everything that the answer depends on. It is weak, because the
 * compressed and the plain body of an answer share it.
 */
export function tagOf({ shown, ...about }: { url: string; format: string; shown: Tagged }): string {
  return taggerOf(about)(shown)
}

/**
 * Makes the tags that an answer has as the data change. The time of a revision is in them, because
 * a restored database makes the same numbers again.
 */
export function taggerOf({ url, format }: { url: string; format: string }) {
  const about = `${format} ${sortedUrl(url)}`
  return (shown: Tagged): string => {
    const data = shown ? `${shown.parts.join(' ')} ${shown.revision} ${shown.updatedAt}` : ''
    const all = `${VERSION} ${data} ${about}`
    return `W/"${hash('sha256', all, 'base64url').slice(0, 22)}"`
  }
}

/** The tag with a mark for a state that makes no revision. */
export function withState(tag: string, state: string): string {
  return state === ''
    ? tag
    : tag.replace(/"$/, `.${hash('sha256', state, 'base64url').slice(0, 8)}"`)
}

/** The tag of the data alone, which does not change with the state of an answer. */
export function withoutState(tag: string): string {
  return tag.replace(/\.[^"]*"$/, '"')
}

/** One form of the address, so that the same question always has the same tag. */
function sortedUrl(url: string): string {
  const { path, query } = splitUrl(canonicalUrl(url))
  return `${path}?${query.split('&').sort().join('&')}`
}

/** Compares a tag with the tags of a header, by weak comparison. */
export function matches(header: string | undefined, tag: string): boolean {
  return header !== undefined && readTags(header).has(opaque(tag))
}

/** The tags of a header, without the mark of weak tags, which weak comparison ignores. */
export function readTags(header: string): ReadonlySet<string> {
  return new Set(header.split(',').map(opaque))
}

/** A tag without the mark of weak tags. */
export function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
