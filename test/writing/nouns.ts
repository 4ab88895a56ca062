// The nouns that can be written, as the tests know them: what is sent, what is there, what
// becomes of it.

import type { Body } from '../../src/http/fields.ts'
import type { WritableNoun } from '../../src/nouns.ts'
import {
  BOUNDS,
  EVENT_KINDS,
  EVENT_SCOPES,
  LEG_MODES,
  LEG_STATES,
  PRODUCT_SCHEMES,
  PROJECTION_KINDS,
  SOURCE_KINDS,
  UNIT_KINDS
} from '../../src/vocabularies.ts'

export type Noun = {
  noun: WritableNoun
  path: string
  called: string
  scope: 'import' | 'admin'
  /** One that is there and that nothing refers to. */
  there: string
  /** Others that are there, each with what refers to it. */
  inUse: Record<string, string[]>
  body: Body & { id: string }
  /** What a GET then has, but for the time of recording. */
  added: Body
  /** Whether a GET has more, which is computed and has tests of its own. */
  hasMore?: true
  patch: Body
  /** What is different then. */
  changed: Body
  /** Fields a body needs, with what each takes. */
  required: Record<string, string>
  /** Values of a wrong kind, with what was expected. */
  wrong: [field: string, value: unknown, expected: string, allowed: string[]][]
  /** What a GET also shows of `recorded_at`. */
  hasTime: boolean
}

const SOURCE = {
  id: 'a-paper',
  publisher: 'A Paper',
  kind: 'press',
  url: 'https://example.org/trade',
  published: '2024-08-21'
}
const WORD = (words: readonly string[]) => `one of ${words.join(', ')}`
const CLAIM = { direction: null, mode: null, product: null, low: null, high: null, note: null }
const NUMBER = ['a number', 'null']
const TEXT = ['a text', 'null']

const observation: Noun = {
  noun: 'observation',
  path: '/v1/observations',
  called: 'a claim',
  scope: 'import',
  there: 'C0001',
  inUse: {},
  hasTime: true,
  body: {
    id: 'new-1',
    metric: 'goods_trade',
    subject: 'KAZ',
    value: 0.1,
    bound: 'about',
    text: 'a tenth',
    source: 'a-paper'
  },
  added: {
    ...CLAIM,
    id: 'new-1',
    metric: 'goods_trade',
    subject: 'KAZ',
    partner: null,
    period: null,
    period_label: null,
    starts_on: null,
    ends_on: null,
    value: 0.1,
    bound: 'about',
    unit: 'USD',
    text: 'a tenth',
    status: 'A',
    attributed_to: null,
    source: SOURCE,
    derived_from: [],
    series: null,
    relations: []
  },
  patch: {
    period: '2024-Q3',
    value: null,
    low: 1,
    high: 2e9,
    bound: 'range',
    text: 'up to two billion',
    attributed_to: null
  },
  changed: {
    series: 'goods_trade~PAK~KAZ~~~~P3M',
    period: '2024-Q3',
    period_label: 'Q3 2024',
    starts_on: '2024-07-01',
    ends_on: '2024-09-30',
    value: null,
    low: 1,
    high: 2_000_000_000,
    bound: 'range',
    text: 'up to two billion',
    attributed_to: null
  },
  required: {
    metric: 'a text',
    subject: 'a text',
    bound: WORD(BOUNDS),
    text: 'a text',
    source: 'a text'
  },
  wrong: [
    ['id', 5, 'a text', ['a text']],
    ['metric', null, 'a text', ['a text']],
    ['partner', 1, 'a text or null', TEXT],
    [
      'direction',
      'north',
      'one of all, outbound, inbound, null',
      ['all', 'outbound', 'inbound', 'null']
    ],
    ['value', '52.5', 'a number or null', NUMBER],
    ['bound', 'roughly', WORD(BOUNDS), [...BOUNDS]],
    ['derived_from', 'C0001', 'a list', ['a list']]
  ]
}

const projection: Noun = {
  noun: 'projection',
  path: '/v1/projections',
  called: 'a projection',
  scope: 'import',
  there: 'P001',
  inUse: {},
  hasTime: true,
  body: {
    id: 'new-1',
    metric: 'goods_trade',
    subject: 'KAZ',
    partner: 'UZB',
    scenario: 'official-target',
    source: 'a-paper',
    base: { value: 10 },
    target: { period: '2030', low: 20, high: 30, bound: 'range', text: '20 to 30' }
  },
  added: {
    id: 'new-1',
    metric: 'goods_trade',
    subject: 'KAZ',
    partner: 'UZB',
    scenario: 'official-target',
    kind: 'target',
    unit: 'USD',
    base: { period: null, period_label: null, value: 10 },
    target: {
      period: '2030',
      period_label: '2030',
      value: null,
      low: 20,
      high: 30,
      bound: 'range',
      text: '20 to 30'
    },
    required: {
      years: null,
      multiple: null,
      annual_growth_percent: null,
      annual_change: null,
      reason: 'range_target'
    },
    condition: null,
    issued_on: null,
    attributed_to: null,
    source: SOURCE,
    note: null
  },
  patch: {
    target: { value: 800_000_000, text: '$0.8 billion' },
    kind: 'forecast',
    issued_on: '2026-11',
    attributed_to: null
  },
  changed: {
    kind: 'forecast',
    target: {
      period: '2030',
      period_label: '2030',
      value: 800_000_000,
      low: null,
      high: null,
      bound: 'at_least',
      text: '$0.8 billion'
    },
    required: {
      years: 7,
      multiple: 2,
      annual_growth_percent: 10.41,
      annual_change: 57142857.1429,
      reason: null
    },
    issued_on: '2026-11',
    attributed_to: null
  },
  required: {
    metric: 'a text',
    subject: 'a text',
    scenario: 'a text',
    target: 'an object',
    source: 'a text'
  },
  wrong: [
    ['id', 5, 'a text', ['a text']],
    ['partner', true, 'a text or null', TEXT],
    ['kind', 'plan', WORD(PROJECTION_KINDS), [...PROJECTION_KINDS]],
    ['base', [], 'an object or null', ['an object', 'null']],
    ['target', 'much', 'an object', ['an object']],
    ['issued_on', 2026, 'a text or null', TEXT]
  ]
}

const event: Noun = {
  noun: 'event',
  path: '/v1/events',
  called: 'an event',
  scope: 'import',
  there: 'E001',
  inUse: {},
  hasTime: true,
  body: {
    id: 'new-1',
    date: '2024-12',
    entity: 'KAZ',
    kind: 'signed',
    title: 'A treaty',
    source: 'a-paper'
  },
  added: {
    id: 'new-1',
    date: '2024-12',
    end_date: null,
    entity: 'KAZ',
    kind: 'signed',
    scope: null,
    title: 'A treaty',
    source: SOURCE,
    note: null
  },
  patch: { date: '2025', end_date: '2025-03', kind: 'closed', scope: 'trade', note: 'By rail too' },
  changed: {
    date: '2025',
    end_date: '2025-03',
    kind: 'closed',
    scope: 'trade',
    note: 'By rail too'
  },
  required: {
    date: 'a text',
    entity: 'a text',
    kind: WORD(EVENT_KINDS),
    title: 'a text',
    source: 'a text'
  },
  wrong: [
    ['date', 2024, 'a text', ['a text']],
    ['kind', 'reopened', WORD(EVENT_KINDS), [...EVENT_KINDS]],
    ['source', ['a-paper'], 'a text', ['a text']],
    ['end_date', 2024, 'a text or null', TEXT],
    ['scope', 'military', `${WORD(EVENT_SCOPES)}, null`, [...EVENT_SCOPES, 'null']],
    ['note', 5, 'a text or null', TEXT]
  ]
}

const source: Noun = {
  noun: 'source',
  path: '/v1/sources',
  called: 'a source',
  scope: 'import',
  there: 'spare',
  inUse: { 'a-paper': ['observation C0001', 'projection P001', 'event E001'] },
  hasTime: false,
  body: { id: 'new-1', publisher: 'Another Paper', title: 'Trade shrinks', kind: 'press' },
  added: {
    id: 'new-1',
    publisher: 'Another Paper',
    title: 'Trade shrinks',
    url: null,
    published: null,
    retrieved: null,
    kind: 'press',
    license: null,
    note: null,
    fetched: null
  },
  patch: {
    url: null,
    published: '2025-01-31',
    retrieved: '2026-11-29',
    license: 'CC BY 4.0',
    note: 'Seen as a copy'
  },
  changed: {
    url: null,
    published: '2025-01-31',
    retrieved: '2026-11-29',
    license: 'CC BY 4.0',
    note: 'Seen as a copy'
  },
  required: { id: 'a text', publisher: 'a text', title: 'a text', kind: WORD(SOURCE_KINDS) },
  wrong: [
    ['url', 1, 'a text or null', TEXT],
    ['published', 2024, 'a text or null', TEXT],
    ['retrieved', 2024, 'a text or null', TEXT],
    ['license', false, 'a text or null', TEXT],
    ['note', 5, 'a text or null', TEXT]
  ]
}

const metric: Noun = {
  noun: 'metric',
  path: '/v1/metrics',
  called: 'a metric',
  scope: 'admin',
  there: 'spare',
  inUse: { goods_trade: ['observation C0001', 'projection P001'] },
  hasTime: false,
  body: {
    id: 'new-1',
    name: 'Containers',
    short_name: 'Boxes',
    definition: 'Containers moved.',
    unit: 'TEU',
    topic: 'transit',
    kind: 'flow',
    desired: 'increase',
    subject_kinds: ['country'],
    partnered: 'optional',
    symmetric: false,
    aggregation: 'sum'
  },
  added: {
    id: 'new-1',
    name: 'Containers',
    short_name: 'Boxes',
    definition: 'Containers moved.',
    unit: 'TEU',
    topic: 'transit',
    kind: 'flow',
    desired: 'increase',
    subject_kinds: ['country'],
    partnered: 'optional',
    symmetric: false,
    aggregation: 'sum',
    by_product: 'no',
    minimum: null,
    maximum: null,
    coverage: { observations: 0, first_period: null, last_period: null, sources: 0, subjects: 0 },
    series: []
  },
  patch: {
    name: 'Spare parts',
    short_name: null,
    unit: 'tonne',
    symmetric: false,
    subject_kinds: ['port', 'crossing']
  },
  changed: {
    name: 'Spare parts',
    short_name: null,
    unit: 'tonne',
    symmetric: false,
    subject_kinds: ['port', 'crossing']
  },
  required: {
    id: 'a text',
    name: 'a text',
    definition: 'a text',
    subject_kinds: 'a list',
    symmetric: 'true or false'
  },
  wrong: [
    ['name', null, 'a text', ['a text']],
    ['short_name', 5, 'a text or null', TEXT],
    ['symmetric', 'yes', 'true or false', ['true or false']],
    ['partnered', 'maybe', 'one of yes, no, optional', ['yes', 'no', 'optional']]
  ]
}

const unit: Noun = {
  noun: 'unit',
  path: '/v1/units',
  called: 'a unit',
  scope: 'admin',
  there: 'spare-unit',
  inUse: { TEU: ['unit FEU'] },
  hasTime: false,
  body: { id: 'new-1', name: 'Thousand', kind: 'count', base: 'TEU', factor: 1000 },
  added: {
    id: 'new-1',
    name: 'Thousand',
    kind: 'count',
    base: 'TEU',
    factor: 1000,
    note: null,
    converts_to: [
      { unit: 'FEU', multiply_by: 500 },
      { unit: 'TEU', multiply_by: 1000 }
    ],
    metrics: []
  },
  patch: { name: 'Spare ones', base: 'TEU', factor: 2, note: 'Counted in pairs.' },
  changed: {
    name: 'Spare ones',
    base: 'TEU',
    factor: 2,
    note: 'Counted in pairs.',
    converts_to: [
      { unit: 'FEU', multiply_by: 1 },
      { unit: 'TEU', multiply_by: 2 }
    ]
  },
  required: { id: 'a text', name: 'a text', kind: WORD(UNIT_KINDS), factor: 'a number' },
  wrong: [
    ['name', null, 'a text', ['a text']],
    ['kind', 'money', WORD(UNIT_KINDS), [...UNIT_KINDS]],
    ['factor', '1000', 'a number', ['a number']]
  ]
}

const KINDS = [
  'territory',
  'group',
  'port',
  'crossing',
  'corridor',
  'route',
  'railway',
  'city',
  'station',
  'pass',
  'strait',
  'leg',
  'commodity'
]
const entity: Noun = {
  noun: 'entity',
  path: '/v1/entities',
  called: 'an entity',
  scope: 'admin',
  there: 'spare-port',
  inUse: { 'karachi-port': ['event E001'] },
  hasTime: false,
  body: { id: 'new-1', kind: 'group', name: 'The two', members: ['UZB', 'KAZ'] },
  added: {
    id: 'new-1',
    kind: 'group',
    name: 'The two',
    countries: [],
    latitude: null,
    longitude: null,
    members: ['UZB', 'KAZ'],
    note: null
  },
  patch: {
    name: 'Another Port',
    countries: ['UZB', 'KAZ'],
    latitude: 24.5,
    longitude: -66.25,
    note: 'Moved.'
  },
  changed: {
    name: 'Another Port',
    countries: ['UZB', 'KAZ'],
    latitude: 24.5,
    longitude: -66.25,
    note: 'Moved.'
  },
  required: { id: 'a text', kind: WORD(KINDS), name: 'a text' },
  wrong: [
    ['kind', 'country', WORD(KINDS), KINDS],
    ['latitude', '24', 'a number or null', NUMBER],
    ['members', 'KAZ', 'a list', ['a list']]
  ]
}

const alias: Noun = {
  noun: 'alias',
  path: '/v1/aliases',
  called: 'an alias',
  scope: 'admin',
  there: 'spare-alias',
  inUse: {},
  hasTime: false,
  body: { id: 'new-1', entity: 'karachi-port', name: 'Old Harbour' },
  added: {
    id: 'new-1',
    entity: 'karachi-port',
    name: 'Old Harbour',
    language: null,
    scheme: null,
    source: null,
    note: null
  },
  patch: { entity: 'KAZ', name: 'Steppe', language: 'en', scheme: 'A list', source: 'a-paper' },
  changed: { entity: 'KAZ', name: 'Steppe', language: 'en', scheme: 'A list', source: 'a-paper' },
  required: { id: 'a text', entity: 'a text', name: 'a text' },
  wrong: [
    ['entity', 5, 'a text', ['a text']],
    ['name', null, 'a text', ['a text']],
    ['language', 1, 'a text or null', TEXT]
  ]
}

const product: Noun = {
  noun: 'product',
  path: '/v1/products',
  called: 'a product',
  scope: 'admin',
  there: 'commodity-spare',
  inUse: { 'commodity-parent': ['product commodity-child'] },
  hasTime: false,
  body: { id: 'commodity-new', scheme: 'commodity', code: 'new', name: 'New goods' },
  added: {
    id: 'commodity-new',
    scheme: 'commodity',
    code: 'new',
    name: 'New goods',
    parent: null,
    note: null,
    parents: [],
    children: [],
    coverage: { observations: 0, metrics: [] }
  },
  patch: { name: 'Spare goods', parent: 'commodity-parent', note: 'Seldom traded' },
  changed: {
    name: 'Spare goods',
    parent: 'commodity-parent',
    note: 'Seldom traded',
    parents: [{ id: 'commodity-parent', name: 'All goods' }]
  },
  required: { id: 'a text', code: 'a text', name: 'a text', scheme: WORD(PRODUCT_SCHEMES) },
  wrong: [
    ['name', 5, 'a text', ['a text']],
    ['parent', 1, 'a text or null', TEXT],
    ['note', 5, 'a text or null', TEXT]
  ]
}

const leg: Noun = {
  noun: 'leg',
  path: '/v1/legs',
  called: 'a leg',
  scope: 'admin',
  there: 'spare-leg',
  inUse: { 'kabul-herat-road': ['corridor kabul-herat', 'corridor spare-way'] },
  hasTime: false,
  body: { id: 'new-leg', from: 'kabul', to: 'farah', mode: 'rail' },
  added: {
    id: 'new-leg',
    from: 'kabul',
    to: 'farah',
    mode: 'rail',
    state: 'open',
    terrain: null,
    passes: [],
    part_of: null,
    note: null
  },
  hasMore: true,
  patch: {
    mode: 'road',
    state: 'seasonal',
    terrain: 'mountain',
    passes: ['kabul', 'spare-port'],
    part_of: 'kabul-herat',
    note: 'Snow in winter'
  },
  changed: {
    mode: 'road',
    state: 'seasonal',
    terrain: 'mountain',
    passes: ['kabul', 'spare-port'],
    part_of: 'kabul-herat',
    note: 'Snow in winter'
  },
  required: { id: 'a text', from: 'a text', to: 'a text', mode: WORD(LEG_MODES) },
  wrong: [
    ['from', 5, 'a text', ['a text']],
    ['mode', 'multimodal', WORD(LEG_MODES), [...LEG_MODES]],
    ['state', 'closed', WORD(LEG_STATES), [...LEG_STATES]],
    ['passes', 'kabul', 'a list', ['a list']],
    ['part_of', 1, 'a text or null', TEXT]
  ]
}

const corridor: Noun = {
  noun: 'corridor',
  path: '/v1/corridors',
  called: 'a corridor',
  scope: 'admin',
  there: 'spare-way',
  inUse: {},
  hasTime: false,
  body: { id: 'new-way', from: 'farah', legs: ['spare-leg', 'kabul-herat-road'] },
  added: {
    id: 'new-way',
    parent: null,
    from: 'farah',
    legs: ['spare-leg', 'kabul-herat-road'],
    source: null,
    note: null
  },
  hasMore: true,
  patch: { parent: 'kabul-herat', source: 'spare', note: 'As lorries go' },
  changed: { parent: 'kabul-herat', source: 'spare', note: 'As lorries go' },
  required: { id: 'a text', from: 'a text', legs: 'a list' },
  wrong: [
    ['from', 5, 'a text', ['a text']],
    ['legs', 'spare-leg', 'a list', ['a list']],
    ['parent', 1, 'a text or null', TEXT],
    ['source', 5, 'a text or null', TEXT]
  ]
}

const written = { observation, projection, event, source, metric, entity }
export const NOUNS = { ...written, alias, unit, product, leg, corridor }
