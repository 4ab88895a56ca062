/** How many levels products may have, from a section of HS down to a tariff line. */
export const LEVELS_MAX = 10
