/** How a refusal is to be understood at any door: its kind decides the HTTP status, never the text. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'rejected'
  | 'tooMany'
  | 'unavailable';

/** What a refusal tells beside its sentence: ids, fields, figures; JSON only. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** A refusal as it crosses NATS and Temporal. */
export interface ErrorBody {
  readonly code: string;
  readonly kind: ErrorKind | 'fault';
  readonly message: string;
  readonly details: ErrorDetails;
}

/** A refusal: the request was understood and is not done, and nothing was written. Not a fault, so never retried. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }

  /** The refusal as plain data, to be sent to another process. */
  toBody(): ErrorBody {
    return { code: this.code, kind: this.kind, message: this.message, details: this.details };
  }
}

/** Names one refusal of a room; call it with a sentence for the person concerned and the facts behind it. */
export interface ErrorFactory {
  (message: string, details?: ErrorDetails): DomainError;
  readonly code: string;
  readonly kind: ErrorKind;
}

/** Declares a refusal: its code (stable, `thing.fault`) and its kind. */
export function defineError(code: string, kind: ErrorKind): ErrorFactory {
  const make = (message: string, details: ErrorDetails = {}): DomainError =>
    new DomainError(code, kind, message, details);
  return Object.assign(make, { code, kind });
}

/** Refusals of the house as a whole. */
export const gatewayErrors = {
  /** More is asked at once than the house can do; this request started nothing, and may be sent again with its key. What it had started before goes on. */
  busy: defineError('server.overloaded', 'tooMany'),
} as const;

/** Refusals that any room may answer. */
export const kernelErrors = {
  /** The message is not of the form its contract asks for; details.issues lists every field and fault. */
  messageInvalid: defineError('message.invalid', 'invalid'),
  /** The same command id came with another content. */
  commandReused: defineError('command.reused', 'conflict'),
  /** A neighbour did not answer in time or cannot be reached. */
  unavailable: defineError('service.unavailable', 'unavailable'),
} as const;
