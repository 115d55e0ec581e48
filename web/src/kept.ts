/** What the pages keep in this browser to stand on after a reload without the gateway. */
export function kept<T>(name: string): T | undefined {
  try {
    return JSON.parse(localStorage.getItem(`comptoir.kept.${name}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an answer, and hands it on. */
export async function keeping<T>(name: string, answer: Promise<T>): Promise<T> {
  const value = await answer;
  localStorage.setItem(`comptoir.kept.${name}`, JSON.stringify(value));
  return value;
}

/** Paths of the pages' files among what was loaded. */
function filesOf(loaded: PerformanceEntryList): string[] {
  return loaded
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname);
}

/** Has the pages' files kept, so that a reload without the gateway shows the till; only where the browser allows it. */
export function keepPages(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      active?.postMessage(['/']);
      // Also what is being loaded just now: it may have been asked for before the worker watched over the page.
      new PerformanceObserver((list) => active?.postMessage(filesOf(list.getEntries()))).observe({
        type: 'resource',
        buffered: true,
      });
    })
    .catch(() => undefined); // a browser without it reloads only while the gateway is there
}
