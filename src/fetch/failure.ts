/** Why an upstream gave nothing that can be used. The message is for people. */
export class FetchFailure extends Error {
  override name = 'FetchFailure'
  /** Whether it may pass by itself, so that asking again is worth it. */
  readonly passes: boolean
  /** How long the upstream asks to wait; undefined if it does not say. */
  readonly waitMs: number | undefined

  constructor(
    message: string,
    { passes = false, waitMs }: { passes?: boolean; waitMs?: number } = {}
  ) {
    super(message)
    this.passes = passes
    this.waitMs = waitMs
  }
}

/** Thrown where the pages of one answer do not belong together. */
export class ChangedMidway extends Error {}
