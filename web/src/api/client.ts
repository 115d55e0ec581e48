import type { Api, Problem } from './schema.js';
import { session, signOut } from '../session.js';

/** A refusal or a failure of the API, as its problem document reports it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** Whether the same request may succeed later: a server fault or too many requests. */
  get retryable(): boolean {
    return this.problem.status >= 500 || this.problem.status === 429;
  }
}

/** The code of a refusal; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof ApiProblem ? error.problem.code : undefined;
}

/** The gateway did not answer: the request may have taken effect, or not. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

type Part<T, K extends string> = [T] extends [undefined]
  ? { [P in K]?: undefined }
  : Record<never, never> extends T
    ? { [P in K]?: T }
    : { [P in K]: T };

/** How a request is sent; `key` is its idempotency key, the same for every retry. */
interface Sending {
  readonly key?: string;
  readonly signal?: AbortSignal;
  readonly withinMs?: number;
}

/** Parts of a request. Of several routes it is decided for each: the parts of all together are too many for the compiler. */
export type RequestOptions<R extends keyof Api> = R extends keyof Api
  ? Part<Api[R]['params'], 'params'> & Part<Api[R]['query'], 'query'> & Part<Api[R]['body'], 'body'> & Sending
  : never;

function addressOf(path: string, options: { params?: object | undefined; query?: object | undefined }): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String((options.params as Record<string, unknown>)[name])),
  );
  const query = new URLSearchParams(
    Object.entries(options.query ?? {}).filter(([, value]) => value !== undefined) as [string, string][],
  ).toString();
  return `/api/v1${filled}${query ? `?${query}` : ''}`;
}

/** Headers of every request of a signed-in person. */
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

/** Calls the API; a refusal is thrown as ApiProblem, no answer as Unreachable. */
export async function ask<R extends keyof Api>(route: R, options: RequestOptions<R>): Promise<Api[R]['reply']> {
  return askAny(route, options) as Promise<Api[R]['reply']>;
}

/** Calls the API like `ask`, where the route is any of several. */
export async function askAny(
  route: keyof Api,
  options: Sending & { params?: object | undefined; query?: object | undefined; body?: unknown },
): Promise<unknown> {
  const [method, path] = route.split(' ') as [string, string];
  const { key, signal, withinMs = 30_000, body } = options;
  const timeout = AbortSignal.timeout(withinMs);
  const response = await fetch(addressOf(path, options), {
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

const LIST_WITHIN_MS = 600_000;

/** The name that the server gave a file. */
const NAME_OF_FILE = /filename="([^"]+)"/;

/**
 * Saves what the API answers as a file: a list as CSV, or a document in its own format. It has this name, or without one that
 * of the server; empty filters are left out.
 */
export async function download(
  route: keyof Api,
  {
    params,
    query,
    name,
    accept = 'text/csv, text/plain',
  }: { params?: object | undefined; query: object; name?: string; accept?: string },
): Promise<void> {
  const filters = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
  const response = await fetch(addressOf(route.replace('GET ', ''), { params, query: filters }), {
    headers: { ...credentials(), accept },
    signal: AbortSignal.timeout(LIST_WITHIN_MS),
  }).catch((error: unknown) => {
    throw new Unreachable('The gateway does not answer.', { cause: error });
  });
  if (!response.ok) throw await problemOf(response);
  const content = await response.blob().catch((error: unknown) => {
    throw new Unreachable('The list was cut off.', { cause: error });
  });
  const given = NAME_OF_FILE.exec(response.headers.get('content-disposition') ?? '')?.[1];
  saveFile(content, name ?? given ?? 'file');
}

/** The content of a file that the API answers, to be shown on the page. */
export async function contentOfRoute(
  route: keyof Api,
  { params, query, signal }: { params: object; query: object; signal: AbortSignal },
): Promise<Blob> {
  const response = await fetch(addressOf(route.replace('GET ', ''), { params, query }), {
    headers: credentials(),
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Unreachable('The gateway does not answer.', { cause: error });
  });
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

/** Saves content under a name among the person's downloads. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A new idempotency key. */
export function newKey(): string {
  return crypto.randomUUID();
}
