import type { Actor, IdKind } from './schemas.js';

/** What a decision knows beside state and input. */
export interface CommandContext {
  /** The moment the command was accepted, ISO 8601 in UTC. */
  readonly now: string;
  readonly actor: Actor;
  /** The workflow on whose behalf the command was sent. */
  readonly sagaId?: string;
}

/** The context of a decision that makes records; `mint` gives new ids in ascending order. */
export interface MintingContext extends CommandContext {
  readonly mint: (kind: IdKind) => string;
}
