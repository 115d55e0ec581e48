/** How a refusal is to be understood at any door: its kind decides the HTTP status, never the text. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'rejected'
  | 'tooMany'
  | 'unavailable';

/** What a refusal tells beside its sentence: ids, fields, figures; JSON only. */
export type RefusalDetails = Readonly<Record<string, unknown>>;

/** A refusal as it crosses NATS and Temporal. */
export interface RefusalBody {
  readonly code: string;
  readonly kind: RefusalKind | 'fault';
  readonly message: string;
  readonly details: RefusalDetails;
}

/** A refusal: the request was understood and is not done, and nothing was written. Not a fault, so never retried. */
export class StoreError extends Error {
  constructor(
    readonly code: string,
    readonly kind: RefusalKind,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message);
    this.name = 'StoreError';
  }

  /** The refusal as plain data, to be sent to another process. */
  toBody(): RefusalBody {
    return { code: this.code, kind: this.kind, message: this.message, details: this.details };
  }
}

/** Names one refusal of a room; call it with a sentence for the person concerned and the facts behind it. */
export interface Refusal {
  (message: string, details?: RefusalDetails): StoreError;
  readonly code: string;
  readonly kind: RefusalKind;
}

/** Declares a refusal: its code (stable, `thing.fault`) and its kind. */
export function refusal(code: string, kind: RefusalKind): Refusal {
  const make = (message: string, details: RefusalDetails = {}): StoreError =>
    new StoreError(code, kind, message, details);
  return Object.assign(make, { code, kind });
}

/** Refusals of the house as a whole. */
export const houseRefusals = {
  /** More is asked at once than the house can do; this request started nothing, and may be sent again with its key. What it had started before goes on. */
  busy: refusal('house.busy', 'tooMany'),
} as const;

/** Refusals that any room may answer. */
export const kernelRefusals = {
  /** The message is not of the form its contract asks for; details.issues lists every field and fault. */
  messageInvalid: refusal('message.invalid', 'invalid'),
  /** The same command id came with another content. */
  commandReused: refusal('command.reused', 'conflict'),
  /** A neighbour did not answer in time or cannot be reached. */
  unavailable: refusal('service.unavailable', 'unavailable'),
} as const;
