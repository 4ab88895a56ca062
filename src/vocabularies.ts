// The closed vocabularies of the data set, one list each. The constraints of the database, the
// imports and the API all use them. The words are those of the starter data; `OBS_STATUSES` is the
// SDMX code list CL_OBS_STATUS.

/**
 * How a target stands: kept (`achieved`), on its way by its pace, or broken (`missed`: its period
 * was observed and fell short). The classes of pace are those of the method `growth_ratio`.
 */
export const ASSESSMENT_STATUSES = [
  'achieved',
  'on_track',
  'behind',
  'far_behind',
  'wrong_way',
  'missed',
  'not_assessable'
] as const

/** What a projection is: a promise that has a status, or an expectation that has an error. */
export const PROJECTION_KINDS = ['target', 'forecast'] as const

export const ENTITY_KINDS = [
  'country',
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
] as const
/** The kinds of entities at which a leg may end, or which it may pass. */
export const PLACE_KINDS = ['city', 'station', 'port', 'crossing', 'pass', 'strait'] as const
/** The kinds of entities that may be legs in order. */
export const CORRIDOR_KINDS = ['corridor', 'route', 'railway'] as const
/** What a unit measures. Units of one kind convert only if they have the same base. */
export const UNIT_KINDS = [
  'currency',
  'mass',
  'volume',
  'length',
  'area',
  'time',
  'speed',
  'count',
  'transport',
  'energy',
  'power',
  'share',
  'rate',
  'exchange_rate',
  'price',
  'index'
] as const
export const TOPICS = [
  'trade',
  'transit',
  'logistics',
  'education',
  'infrastructure',
  'economy',
  'prices',
  'people',
  'finance'
] as const
export const METRIC_KINDS = ['flow', 'stock', 'index', 'ratio', 'duration', 'distance'] as const
export const DESIRED = ['increase', 'decrease', 'none'] as const
export const PARTNERED = ['yes', 'no', 'optional'] as const
/** Whether a metric has figures of single products beside its totals. */
export const BY_PRODUCT = ['no', 'optional', 'yes'] as const
/** The lists that products are taken from. */
export const PRODUCT_SCHEMES = ['HS2022', 'SITC4', 'commodity'] as const
export const AGGREGATIONS = ['sum', 'mean', 'none'] as const
/** In the order in which the rule `preferred` of `/v1/series` takes them. */
export const SOURCE_KINDS = [
  'official_statistics',
  'central_bank',
  'international_organisation',
  'government_statement',
  'company',
  'academic',
  'press',
  'encyclopedia',
  'dataset',
  'opinion'
] as const
export const BOUNDS = ['exact', 'about', 'at_least', 'at_most', 'range'] as const
export const DIRECTIONS = ['all', 'outbound', 'inbound'] as const
export const MODES = ['road', 'rail', 'ferry', 'sea', 'multimodal'] as const
/** The mode of a leg, which is one. */
export const LEG_MODES = ['road', 'rail', 'ferry', 'sea'] as const
/** Whether a leg is built, and whether it is closed for a part of every year. */
export const LEG_STATES = ['open', 'seasonal', 'planned'] as const
/** What a leg leads through, where that changes how its length is estimated. */
export const TERRAINS = ['mountain'] as const
export const OBS_STATUSES = [
  'A',
  'B',
  'D',
  'E',
  'F',
  'G',
  'I',
  'L',
  'M',
  'N',
  'O',
  'P',
  'Q',
  'U',
  'V'
] as const
export const EVENT_KINDS = [
  'opened',
  'open',
  'partly_open',
  'restricted',
  'seasonal',
  'closed',
  'signed',
  'pilot',
  'ratified',
  'announced'
] as const
/** The kinds of events that tell what is open or shut. */
export const CLOSURE_KINDS = [
  'opened',
  'open',
  'partly_open',
  'restricted',
  'seasonal',
  'closed'
] as const
/** Whom an opening or closing concerns. */
export const EVENT_SCOPES = ['all', 'trade', 'humanitarian', 'rail'] as const
export const RELATION_KINDS = [
  'contradicts',
  'part_exceeds_whole',
  'sum_of',
  'revision_of',
  'mirror_of',
  'preferred_over'
] as const
export const CHECK_KINDS = [
  'contradicts',
  'part_exceeds_whole',
  'sum_of_periods',
  'sum_of_members',
  'sum_of_components',
  'sum_of_products',
  'sum_of_legs',
  'mirror_of',
  'share_of',
  'ratio_of',
  'growth'
] as const
/** The role of a claim in a check. */
export const CHECK_ROLES = [
  'stated',
  'compared',
  'between',
  'part',
  'mirror',
  'total',
  'base'
] as const
/** How the periods of the two sides of a check relate. */
export const CHECK_PERIODS = ['equal', 'overlapping'] as const
/**
 * The origin of a revision: the data set of the software, a file by command or over HTTP, a single
 * change, or an update of the software that renews what is computed.
 */
export const IMPORT_KINDS = ['starter', 'series', 'import', 'upload', 'change', 'recheck'] as const
/** What a key may do: `import` writes claims and sources, `admin` also what figures refer to. */
export const KEY_SCOPES = ['import', 'admin'] as const
/** What a change does to a row. */
export const CHANGE_ACTIONS = ['insert', 'correct', 'withdraw'] as const
/** What feeds tell. No table holds these words: they are found in versions. */
export const FEED_EVENTS = [
  'claim',
  'projection',
  'correction',
  'withdrawal',
  'conflict',
  'conflict_resolved',
  'assessment',
  'forecast_overtaken'
] as const
export const REGIONS = ['Africa', 'Americas', 'Antarctic', 'Asia', 'Europe', 'Oceania'] as const

/** The languages of country names: those spoken along the corridor, as ISO 639-1 codes. */
export const NAME_LANGUAGES = [
  'en',
  'ru',
  'ur',
  'kk',
  'uz',
  'ky',
  'tg',
  'tk',
  'fa',
  'zh',
  'ps',
  'az',
  'ka',
  'mn',
  'tr',
  'ar',
  'hi'
] as const
