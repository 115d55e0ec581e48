import { createHash, randomUUID } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { canonicalJson, DomainError, id } from '@comptoir/contracts';
import { invalidMessage } from '@comptoir/kit';
import { Tokens } from '../people/tokens.js';
import { assertMay, permissionOf } from '../people/permissions.js';
import type { RequestKey, RequestKeys } from './request-keys.js';
import { NOBODY, type Person } from '../people/person.js';
import { ROUTE, type Call, type RouteDefinition } from './route.js';

const KEY = /^[A-Za-z0-9._:-]{8,100}$/;

/** The one guard: deny by default, sign-in, permission, every field checked, stores, an identity for every write. */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly keys: RequestKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const definition = this.reflector.get<RouteDefinition | undefined>(ROUTE, context.getHandler());
    if (!definition) throw new DomainError('route.closed', 'forbidden', 'This address is not open.');
    const request = context.switchToHttp().getRequest<FastifyRequest & { call?: unknown }>();
    const person = permissionOf(definition.action).open ? NOBODY : await this.signedIn(request);
    assertMay(person, definition.action);
    const call = checkedCall(definition, request, person);
    for (const storeId of storesNamed(call, definition.elsewhere)) assertMay(person, definition.action, storeId);
    if (call.key !== undefined) await this.keys.claim(keyOf(call.key, request, call));
    request.call = call;
    return true;
  }

  private async signedIn(request: FastifyRequest): Promise<Person> {
    const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !token || rest.length > 0) throw notSignedIn();
    const person = await this.tokens.verify(token);
    if (!person) throw notSignedIn();
    return person;
  }
}

function keyOf(key: string, request: FastifyRequest, { person, fingerprint }: Call<RouteDefinition>): RequestKey {
  const [path] = request.url.split('?');
  return { userId: person.userId, key, request: `${request.method} ${path}`, fingerprint };
}

/** The stores that a request names anywhere in its path, query or body, but in the fields `elsewhere` of its body. */
function storesNamed(
  { params, query, body }: Pick<Call<RouteDefinition>, 'params' | 'query' | 'body'>,
  elsewhere: readonly string[] = [],
): string[] {
  const named = (value: unknown): string[] => {
    if (typeof value === 'string')
      return value.startsWith('sto_') && id('store').safeParse(value).success ? [value] : [];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(named) : [];
  };
  const own =
    elsewhere.length === 0 ? body : Object.entries(body as object).filter(([key]) => !elsewhere.includes(key));
  return [params, query, own].flatMap(named);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The refusal of whoever has no valid token. */
export function notSignedIn(): DomainError {
  return new DomainError(
    'auth.required',
    'unauthenticated',
    'Please sign in: the access token is missing, wrong or expired.',
  );
}

function checkedCall(definition: RouteDefinition, request: FastifyRequest, person: Person): Call<RouteDefinition> {
  const params = check('path', definition.params, request.params, true);
  const query = check('query', definition.query, request.query, true);
  const body = check('body', definition.body, request.body, false);
  const given = idempotencyKey(definition, request);
  const key = given ?? randomUUID();
  const asked = canonicalJson({ path: request.url, body: request.body ?? null });
  const commandId = `http/${person.userId}/${definition.method} ${definition.path}/${key}`;
  return {
    person,
    action: definition.action,
    actor: { id: person.userId, role: person.role },
    params,
    query,
    body,
    commandId,
    key: given,
    fingerprint: hashOf(asked),
    attempt: hashOf(commandId).slice(0, 16),
    headers: request.headers as Record<string, string | undefined>,
  } as Call<RouteDefinition>;
}

function check(where: string, schema: z.ZodType | undefined, value: unknown, emptyIsFine: boolean): unknown {
  if (!schema) {
    const empty =
      value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
    if (empty || (emptyIsFine && where === 'path')) return undefined;
    throw new DomainError('message.invalid', 'invalid', `The ${where} must be empty here.`, {
      issues: [{ field: where, fault: 'must be empty' }],
    });
  }
  const parsed = schema.safeParse(value ?? (emptyIsFine ? {} : undefined));
  if (!parsed.success) throw invalidMessage(where, parsed.error);
  return parsed.data;
}

/** The key of the request; undefined where none is needed and none was sent. */
function idempotencyKey(definition: RouteDefinition, request: FastifyRequest): string | undefined {
  const given = request.headers['idempotency-key'];
  if (definition.method === 'GET' || definition.idempotent === false) return undefined;
  if (given === undefined && definition.method !== 'POST') return undefined;
  if (typeof given !== 'string' || !KEY.test(given)) {
    const fault =
      'must be 8 to 100 letters, digits, dots, colons, dashes or underscores; new for each request, the same for its retries';
    throw new DomainError(
      'message.invalid',
      'invalid',
      `The header Idempotency-Key ${given === undefined ? 'is missing: it ' : ''}${fault}.`,
      {
        issues: [{ field: 'Idempotency-Key', fault }],
      },
    );
  }
  return given;
}
