/** A result cached in this browser, for a reload without the gateway; undefined when there is none. */
export function readCached<T>(name: string): T | undefined {
  try {
    return JSON.parse(localStorage.getItem(`comptoir.cache.${name}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Caches a result and returns it. */
export async function cacheResult<T>(name: string, answer: Promise<T>): Promise<T> {
  const value = await answer;
  localStorage.setItem(`comptoir.cache.${name}`, JSON.stringify(value));
  return value;
}

/** Paths of the pages' files among what was loaded. */
function filesOf(loaded: PerformanceEntryList): string[] {
  return loaded
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname);
}

/** Registers the service worker that caches the pages' files, for a reload without the gateway; only where the browser allows it. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      active?.postMessage(['/']);
      // Also what is being loaded just now: it may have been requested before the worker controlled the page.
      new PerformanceObserver((list) => active?.postMessage(filesOf(list.getEntries()))).observe({
        type: 'resource',
        buffered: true,
      });
    })
    .catch(() => undefined); // without it, a reload needs the gateway
}
