// What tells routes apart: the crossings on the way, and the ports between which it crosses a border
// by water.
import { isBorderByWater, isCrossing, type Network } from './network.ts'
import { endOf, passedOf, type Route, type Step, startOf } from './route.ts'

/** Crossings and ports in order of travel, as a tree: each key knows the one before it. */
export type Key = { place: string; before: Key | null; after: Map<string, Key> | null }

/** The key of a route that has no crossing and no port yet. */
export function emptyKey(): Key {
  return { place: '', before: null, after: null }
}

/**
 * The key after a step: with the crossings inside its leg and at its end, and for a leg that crosses
 * a border by water its ports. A port between two such legs comes once.
 */
export function keyBy(places: Network['places'], key: Key, step: Step): Key {
  const isWater = isBorderByWater(step.leg, places)
  const [start, end] = [startOf(step), endOf(step)]
  let after = isWater && key.place !== start ? keyAfter(key, start) : key
  for (const place of passedOf(step)) {
    if (isCrossing(places.get(place))) after = keyAfter(after, place)
  }
  return isWater || isCrossing(places.get(end)) ? keyAfter(after, end) : after
}

/** The crossings and ports of a route, in order of travel. */
export function keyOf(places: Network['places'], { steps }: Route): string[] {
  let key = emptyKey()
  for (const step of steps) key = keyBy(places, key, step)
  const ids: string[] = []
  for (let at = key; at.before; at = at.before) ids.unshift(at.place)
  return ids
}

function keyAfter(key: Key, place: string): Key {
  key.after ??= new Map()
  const known = key.after.get(place)
  if (known) return known
  const made = { place, before: key, after: null }
  key.after.set(place, made)
  return made
}
