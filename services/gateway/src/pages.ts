import { createRequire } from 'node:module';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX } from './http/openapi.js';

const DOCS = `${API_PREFIX}/docs`;
/** Where the web build leaves the pages, seen from this file as built. */
const PAGES = fileURLToPath(new URL('../../../../web/dist/pages/', import.meta.url));

/** Scripts are loaded from this server only, never inline; the component library may set styles inline. */
const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

const docs = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Comptoir API</title>
<link rel="stylesheet" href="${DOCS}/assets/swagger-ui.css"></head><body><div id="docs"></div>
<script src="${DOCS}/assets/swagger-ui-bundle.js"></script><script src="${DOCS}/start.js"></script></body></html>`;
const start = `window.ui = SwaggerUIBundle({ url: '${API_PREFIX}/openapi.json', dom_id: '#docs', deepLinking: true });`;

/** Files whose name holds a hash of their content are cached for ever; the page that names them is revalidated each time. */
function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Serves the pages and the API's documentation, from files of this machine only. */
export async function servePages(app: NestFastifyApplication): Promise<void> {
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await app.register(
    fastifyStatic as never,
    { root: swagger, prefix: `${DOCS}/assets/`, index: false, decorateReply: false } as never,
  );
  await app.register(
    fastifyStatic as never,
    { root: PAGES, serve: false, index: false, cacheControl: false, preCompressed: true } as never,
  );
  const server = app.getHttpAdapter().getInstance();
  server.get(DOCS, (_request, reply) => reply.headers(SECURITY).type('text/html; charset=utf-8').send(docs));
  server.get(`${DOCS}/start.js`, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
  const page = (request: FastifyRequest, reply: FastifyReply): unknown => {
    const path = request.url.split('?')[0] ?? '/';
    if (path === '/api' || path.startsWith('/api/')) return reply.callNotFound();
    const file = extname(path) === '' ? 'index.html' : path.slice(1); // an address without an extension is one of the pages' own
    return reply.headers({ ...SECURITY, 'cache-control': cacheControl(path) }).sendFile(file);
  };
  server.get('/', page);
  server.get('/*', page);
}
