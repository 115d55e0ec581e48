import { ApiProblem, newKey } from './client.js';

/** The idempotency key of a request in this browser, kept until its outcome is known, across a reload too. */
interface StoredKey {
  readonly key: string;
  readonly clear: () => void;
}

/** The stored key of the same request, or a new one; `name` tells what is written, `content` what exactly. */
export function storedKey(name: string, content: object): StoredKey {
  const storageKey = `comptoir.${name}`;
  const text = JSON.stringify(content);
  const stored = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as { key: string; content: string } | null;
  const key = stored?.content === text ? stored.key : newKey();
  localStorage.setItem(storageKey, JSON.stringify({ key, content: text }));
  return { key, clear: () => localStorage.removeItem(storageKey) };
}

/** Whether a failure tells that nothing was done: a refusal of somebody who is signed in. */
export function isRefusal(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && !error.retryable && error.problem.status !== 401;
}

/** Sends a request under its stored key: asked again after a lost answer, even by another dialog, it is not done twice. */
export async function underStoredKey<T>(name: string, content: object, send: (key: string) => Promise<T>): Promise<T> {
  const { key, clear } = storedKey(name, content);
  try {
    const answer = await send(key);
    clear();
    return answer;
  } catch (error) {
    if (isRefusal(error)) clear();
    throw error;
  }
}
