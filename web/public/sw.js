// Keeps the pages' own files, so that a till that is loaded anew while the gateway is gone still shows its cart.
const CACHE = 'comptoir-pages';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
/** The page names the files it loaded; some came before it was watched over. */
self.addEventListener('message', (event) => event.waitUntil(keep(event.data)));

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
    if (fresh.ok) await keepPage(cache, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match('/');
    if (kept) return kept;
    throw error;
  }
}

/** Another page than the one kept names other files: the old ones go. */
async function keepPage(cache, fresh) {
  const [kept, text] = [await cache.match('/'), await fresh.clone().text()];
  if (kept && (await kept.text()) !== text) await Promise.all((await cache.keys()).map((key) => cache.delete(key)));
  await cache.put('/', fresh);
}

/** Keeps those of the files that are not kept yet. */
async function keep(files) {
  const cache = await caches.open(CACHE);
  const kept = await Promise.all(files.map((file) => cache.match(file)));
  await cache.addAll(files.filter((_file, index) => kept[index] === undefined));
}

async function asset(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}
