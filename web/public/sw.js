// Caches the pages' files: a till reloaded while the gateway is unreachable still shows its cart.
const CACHE = 'comptoir-pages';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
/** The page sends the files it has loaded; some were loaded before this worker controlled it. */
self.addEventListener('message', (event) => event.waitUntil(cacheFiles(event.data)));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

/** The page from the gateway; from the cache when the gateway does not answer. */
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cachePage(cache, fresh.clone());
    return fresh;
  } catch (error) {
    const cached = await cache.match('/');
    if (cached) return cached;
    throw error;
  }
}

/** A changed page refers to other files: the old ones are deleted. */
async function cachePage(cache, fresh) {
  const [cached, text] = [await cache.match('/'), await fresh.clone().text()];
  if (cached && (await cached.text()) !== text) await Promise.all((await cache.keys()).map((key) => cache.delete(key)));
  await cache.put('/', fresh);
}

/** Caches the files that are not cached yet. */
async function cacheFiles(files) {
  const cache = await caches.open(CACHE);
  const cached = await Promise.all(files.map((file) => cache.match(file)));
  await cache.addAll(files.filter((_file, index) => cached[index] === undefined));
}

async function asset(request) {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(request);
  if (cached) return cached;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}
