import type { Api, Problem } from './schema.js';
import { session, signOut } from '../session.js';

/** A refusal or a failure of the API, as its problem document tells it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** Whether the same request may do better a little later. */
  get passing(): boolean {
    return this.problem.status >= 500 || this.problem.status === 429;
  }
}

/** The gateway did not answer: what was asked for may have happened, or not. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

type Given<T, K extends string> = T extends undefined
  ? { [P in K]?: undefined }
  : Record<never, never> extends T
    ? { [P in K]?: T }
    : { [P in K]: T };

/** What a request is made of; `key` is its identity, the same for every retry. */
export type Asked<R extends keyof Api> = Given<Api[R]['params'], 'params'> &
  Given<Api[R]['query'], 'query'> &
  Given<Api[R]['body'], 'body'> & {
    readonly key?: string;
    readonly signal?: AbortSignal;
    readonly withinMs?: number;
  };

function addressOf(path: string, asked: { params?: object | undefined; query?: object | undefined }): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String((asked.params as Record<string, unknown>)[name])),
  );
  const query = new URLSearchParams(
    Object.entries(asked.query ?? {}).filter(([, value]) => value !== undefined) as [string, string][],
  ).toString();
  return `/api/v1${filled}${query ? `?${query}` : ''}`;
}

/** Headers every request of a signed-in person carries. */
export function credentials(): Record<string, string> {
  const token = session.get()?.token;
  return token ? { authorization: `Bearer ${token}` } : {};
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const { status } = response;
  return new ApiProblem({
    type: '',
    title: '',
    detail: `HTTP ${status}`,
    code: 'fault',
    reference: '',
    ...body,
    status,
  });
}

/** Asks the API; a refusal is thrown as ApiProblem, silence as Unreachable. */
export async function ask<R extends keyof Api>(route: R, asked: Asked<R>): Promise<Api[R]['reply']> {
  const [method, path] = route.split(' ') as [string, string];
  const { key, signal, withinMs = 30_000 } = asked;
  const timeout = AbortSignal.timeout(withinMs);
  const body = asked.body as unknown;
  const response = await fetch(addressOf(path, asked), {
    method,
    headers: {
      ...credentials(),
      ...(key ? { 'idempotency-key': key } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Unreachable('The gateway does not answer.', { cause: error });
  });
  if (response.ok)
    return response.json().catch((error: unknown) => {
      throw new Unreachable('The answer was cut off.', { cause: error });
    });
  const problem = await problemOf(response);
  if (response.status === 401 && path !== '/auth/login') signOut();
  throw problem;
}

/** A new identity for an act. */
export function newKey(): string {
  return crypto.randomUUID();
}
