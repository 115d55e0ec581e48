import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { API_PREFIX } from './http/openapi.js';

const DOCS = `${API_PREFIX}/docs`;

const shell = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${body}</html>`;

const docs = shell('Comptoir API', `<link rel="stylesheet" href="${DOCS}/assets/swagger-ui.css"></head><body><div id="docs"></div>
<script src="${DOCS}/assets/swagger-ui-bundle.js"></script><script src="${DOCS}/start.js"></script></body>`);
const start = `window.ui = SwaggerUIBundle({ url: '${API_PREFIX}/openapi.json', dom_id: '#docs', deepLinking: true });`;

const front = shell('Comptoir', `<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem}</style></head><body>
<h1>Comptoir</h1><p>The shop is open. This address serves its API.</p><ul>
<li><a href="${DOCS}">How to use the API</a></li><li><a href="${API_PREFIX}/openapi.json">Its description (OpenAPI 3.1)</a></li>
<li><a href="${API_PREFIX}/health">How the house is</a></li></ul></body>`);

/** Serves the front page and the API's documentation, from files of this machine only. */
export async function servePages(app: NestFastifyApplication): Promise<void> {
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await app.register(fastifyStatic as never, { root, prefix: `${DOCS}/assets/`, index: false, decorateReply: false } as never);
  const server = app.getHttpAdapter().getInstance();
  const html = 'text/html; charset=utf-8';
  server.get('/', (_request, reply) => reply.type(html).send(front));
  server.get(DOCS, (_request, reply) => reply.type(html).send(docs));
  server.get(`${DOCS}/start.js`, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
}
