import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A reply of the API that is not a success: its problem document, or what came instead. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}

/** What the API answered: the status and the body. */
export interface ApiAnswer<T = any> {
  readonly status: number;
  readonly body: T;
}

/** How long and how often a request is sent again while a service does not answer in time (503). */
const AGAIN = { withinMs: 60_000, everyMs: 500 } as const;

/** A signed-in client of the API; `get`, `post` and `put` are sent again with their key while the answer is 503. */
export interface ApiClient {
  get<T = any>(path: string): Promise<T>;
  /** Sends a command; the key makes a retry safe, and is new when none is given. */
  post<T = any>(path: string, body?: unknown, key?: string): Promise<T>;
  put<T = any>(path: string, body: unknown): Promise<T>;
  /** Opens a stream: events, or what is accepted; the caller ends it. */
  open(path: string, accept?: string): Promise<Response>;
  /** Sends a request and returns the reply, refusals too. */
  ask<T = any>(method: string, path: string, body?: unknown, key?: string): Promise<ApiAnswer<T>>;
}

/** A client of the API at `baseUrl`, signed in when credentials are given. */
export async function signIn(baseUrl: string, email: string, password: string): Promise<ApiClient> {
  const { accessToken } = await clientOf(baseUrl).post<{ accessToken: string }>('/auth/login', { email, password });
  return clientOf(baseUrl, accessToken);
}

/** A client that carries a token, or none. */
export function clientOf(baseUrl: string, token?: string): ApiClient {
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const ask = async <T>(
    method: string,
    path: string,
    body?: unknown,
    key: string = randomUUID(),
  ): Promise<ApiAnswer<T>> => {
    const response = await fetch(new URL(`/api/v1${path}`, baseUrl), {
      method,
      headers: {
        ...authorization,
        ...(method === 'GET' ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  const done = async <T>(method: string, path: string, body?: unknown, key: string = randomUUID()): Promise<T> => {
    const deadline = performance.now() + AGAIN.withinMs;
    let answer = await ask<any>(method, path, body, key);
    while (answer.status === 503 && performance.now() < deadline) {
      await sleep(AGAIN.everyMs);
      answer = await ask<any>(method, path, body, key);
    }
    if (answer.status < 400) return answer.body as T;
    const { code = 'no-problem-document', detail = JSON.stringify(answer.body), details = {} } = answer.body ?? {};
    throw new ApiProblem(answer.status, code, `${method} ${path}: ${detail}`, details);
  };
  return {
    ask,
    open: (path, accept) =>
      fetch(new URL(`/api/v1${path}`, baseUrl), { headers: { ...authorization, ...(accept ? { accept } : {}) } }),
    get: (path) => done('GET', path),
    post: (path, body, key) => done('POST', path, body, key),
    put: (path, body) => done('PUT', path, body),
  };
}
