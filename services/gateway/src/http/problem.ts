import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { DomainError, type ErrorKind } from '@comptoir/contracts';
import { mint, RemoteFault, type Log } from '@comptoir/kit';
import { isOutOfReach, outOfReach } from './out-of-reach.js';

/** HTTP status of each kind of refusal; the only place where it is decided. */
export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  rejected: 422,
  tooMany: 429,
  unavailable: 503,
};

/** A problem document, RFC 9457; `code` is stable, `detail` is a sentence for a person. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  reference: z.string(),
  issues: z.array(z.object({ field: z.string(), fault: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** Makes the problem document of a refusal. */
export function problemOf(
  error: DomainError,
  reference: string,
  status = STATUS_OF[error.kind],
): z.infer<typeof problem> {
  const { issues, ...details } = error.details as { issues?: { field: string; fault: string }[] };
  return {
    type: `urn:comptoir:problem:${error.code}`,
    title: STATUS_CODES[status] ?? 'Problem',
    status,
    detail: error.message,
    code: error.code,
    reference,
    ...(issues ? { issues } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}

const JSON_ONLY = 'The body must be JSON, as application/json.';
/** Requests that Fastify itself turns away, by status; Nest keeps no more of its errors than that. */
const FRAMEWORK_ERRORS: Readonly<Record<number, readonly [code: string, sentence: string]>> = {
  400: ['body.not-json', JSON_ONLY],
  408: ['request.too-slow', 'The request took too long to arrive.'],
  413: ['body.too-large', 'The body is larger than 1 MiB.'],
  415: ['body.media-type', JSON_ONLY],
};

/** Turns whatever happens into one problem document; a fault is logged once, under the reference the caller gets. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reference = mint('event');
    const document = this.document(error, reference, request);
    if (document.status === 503 || document.status === 429) void reply.header('Retry-After', '2');
    if (document.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .status(document.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(document));
  }

  private document(error: unknown, reference: string, request: FastifyRequest): z.infer<typeof problem> {
    if (error instanceof DomainError) return problemOf(error, reference);
    const status =
      error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number }).statusCode ?? 500);
    if (status === 404)
      return problemOf(
        new DomainError(
          'route.unknown',
          'notFound',
          `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
        ),
        reference,
      );
    if (status >= 400 && status < 500) {
      const [code, sentence] = FRAMEWORK_ERRORS[status] ?? ['request.invalid', (error as Error).message];
      return problemOf(new DomainError(code, 'invalid', sentence), reference, status);
    }
    if (isOutOfReach(error)) return problemOf(outOfReach(), reference);
    this.log.error(
      { err: error, reference, method: request.method, url: request.url },
      error instanceof RemoteFault ? 'a service failed' : 'fault',
    );
    return problemOf(
      new DomainError('fault', 'unavailable', `Something went wrong here. Give support the reference ${reference}.`),
      reference,
      500,
    );
  }
}
