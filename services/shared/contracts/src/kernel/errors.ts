import { z } from 'zod';

/** What kind of refusal an error is: the kind decides the HTTP status, never the text. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'rejected'
  | 'tooMany'
  | 'unavailable';

/** Machine-readable facts of a refusal beside its message: ids, fields, figures; JSON only. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** A refusal or a fault as it crosses NATS and Temporal. */
export interface ErrorBody {
  readonly code: string;
  readonly kind: ErrorKind | 'fault';
  readonly message: string;
  readonly details: ErrorDetails;
}

/** An error body as it is stored and sent. */
export const errorBody = z.object({
  code: z.string().max(100),
  kind: z.string().max(20),
  message: z.string().max(1000),
  details: z.record(z.string(), z.unknown()),
});

/** A refusal: the request was understood and rejected, and nothing was written. It is not a fault, so it is never retried. */
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

/** Makes one kind of refusal: call it with a message for the person concerned and the facts behind it. */
export interface ErrorFactory {
  (message: string, details?: ErrorDetails): DomainError;
  readonly code: string;
  readonly kind: ErrorKind;
}

/** Declares a refusal by its code (stable, `thing.fault`) and its kind. */
export function defineError(code: string, kind: ErrorKind): ErrorFactory {
  const make = (message: string, details: ErrorDetails = {}): DomainError =>
    new DomainError(code, kind, message, details);
  return Object.assign(make, { code, kind });
}

/** Refusals of the gateway. */
export const gatewayErrors = {
  /** Too many requests at once. This request started nothing and may be sent again with its key; what an earlier try of it started goes on. */
  busy: defineError('server.overloaded', 'tooMany'),
} as const;

/** Refusals that any service may answer. */
export const kernelErrors = {
  /** The message does not match its contract; details.issues lists every field and its fault. */
  messageInvalid: defineError('message.invalid', 'invalid'),
  /** The same command id was used before with another content. */
  commandReused: defineError('command.reused', 'conflict'),
  /** More fits than is looked through: say more of what is looked for. details: {most}. */
  searchTooWide: defineError('search.too-wide', 'rejected'),
  /** A service did not answer in time or cannot be reached. */
  unavailable: defineError('service.unavailable', 'unavailable'),
} as const;

/** The refusal of one field: what is wrong with it, in words that go on after its name. */
export function fieldInvalid(field: string, fault: string): DomainError {
  return kernelErrors.messageInvalid(`${field}: ${fault}`, { issues: [{ field, fault }] });
}
