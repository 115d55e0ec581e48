import { DomainError, sales, type ErrorBody, type SagaRecord } from '@comptoir/contracts';
import type { Call, RouteDefinition } from './http/route.js';
import { anotherRequest, errorOf } from './sagas.js';
import type { ServiceClient } from './service-client.js';

/**
 * The result of a saga that has ended, from the books: a request is answered the same however long ago it was first sent,
 * also when Temporal has forgotten it. Undefined where no such saga has ended; throws the refusal it ended with, and
 * `saga.under-way` for a request with another content.
 */
export async function endedResult<T>(
  services: ServiceClient,
  call: Call<RouteDefinition>,
  sagaId: string,
): Promise<T | undefined> {
  const ended = await endedSaga(services, call, sagaId);
  if (!ended) return undefined;
  if (ended.fingerprint !== undefined && ended.fingerprint !== call.fingerprint) throw anotherRequest(sagaId);
  if (ended.outcome.status === 'refused') throw errorOf(ended.outcome.refusal as ErrorBody);
  return ended.outcome.result as T;
}

/**
 * Throws the refusal with which the books say that a saga ended, else `error`. A workflow task that was lost after it undid
 * everything runs again, and may then be refused by another step; the reason that counts is the first one. The books also
 * have what the manager wrote, which the workflow does not.
 */
export async function throwRefusal(
  services: ServiceClient,
  call: Call<RouteDefinition>,
  sagaId: string,
  error: unknown,
): Promise<never> {
  if (error instanceof DomainError) await endedResult(services, call, sagaId);
  throw error;
}

/** The record of a saga that has ended; undefined while it runs. */
export async function endedSaga(
  services: ServiceClient,
  call: Call<RouteDefinition>,
  sagaId: string,
): Promise<SagaRecord | undefined> {
  return (await services.ask(call, sales.readOutcome, { sagaId })).ended;
}
