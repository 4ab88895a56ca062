// What a feed says of itself: its question in words, and its links.
import { VERSION } from '../version.ts'
import type { Entry } from './entry.ts'

/** A page of a feed, as both formats write it. Addresses are absolute, times RFC 3339 in UTC. */
export type Feed = {
  /** What all addresses begin with. */
  origin: string
  id: string
  title: string
  subtitle: string
  rights: string
  updated: string
  /** The address of this page, of the first page, and of the next one if there is one. */
  self: string
  first: string
  next: string | null
  /** The same feed in the other format. */
  other: string
  /** The home page, and what explains the answers. */
  home: string
  about: string
  entries: Entry[]
}

export const GENERATOR = { name: 'Corridor Metrics', version: VERSION }
