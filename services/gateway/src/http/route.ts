import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '@comptoir/contracts';
import { permissionOf, type Action } from '../people/permissions.js';
import type { CsvTable } from '../csv/table.js';
import type { Person } from '../people/person.js';

/** A route of the API: its action, request schemas, reply schema. The OpenAPI document is generated from these. */
export interface RouteDefinition {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** What a person does by calling it: the row of people/permissions.ts that says who may. */
  readonly action: Action;
  /** Fields of the body that may name a store where the person does not work: the other side of a transfer. */
  readonly elsewhere?: readonly string[];
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly reply?: z.ZodType;
  readonly status?: number;
  /** Also answered with 202 and an address to watch while its saga is under way. */
  readonly saga?: boolean;
  /** How the list is written for `Accept: text/csv`. */
  readonly csv?: CsvTable;
  /** The answer is a file of this media type instead of JSON. */
  readonly file?: string;
  /** Server-sent events instead of JSON. */
  readonly stream?: boolean;
  /** false for the POSTs that write nothing twice by their nature (signing in). */
  readonly idempotent?: boolean;
}

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;

/** A checked request: the caller, and every field as parsed by its schema. */
export interface Call<R extends RouteDefinition> {
  readonly person: Person;
  readonly action: Action;
  readonly actor: Actor;
  readonly params: Out<R['params']>;
  readonly query: Out<R['query']>;
  readonly body: Out<R['body']>;
  /** Idempotency key of the command: scoped to person, route and Idempotency-Key. Absent on reads. */
  readonly commandId: string;
  /** The Idempotency-Key that was sent. */
  readonly key?: string | undefined;
  /** Hash of the content: the same key with another fingerprint is refused. */
  readonly fingerprint: string;
  /** Short form of it for workflow ids; the same for retries. */
  readonly attempt: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Metadata key of a route. */
export const ROUTE = Symbol('route');

const REGISTERED: RouteDefinition[] = [];

/** Every route that was declared, in order of declaration. */
export function registeredRoutes(): readonly RouteDefinition[] {
  return REGISTERED;
}

/** Declares a route; throws where its action has no row in the table of permissions. */
export function route<const R extends RouteDefinition>(definition: R): R {
  permissionOf(definition.action);
  REGISTERED.push(definition);
  return definition;
}

const METHODS = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
} as const;

/** Binds a controller's method to a route. */
export function Serves(definition: RouteDefinition): MethodDecorator {
  return applyDecorators(
    RequestMapping({ method: METHODS[definition.method], path: definition.path.replaceAll(/\{(\w+)\}/g, ':$1') }),
    HttpCode(definition.status ?? 200),
    SetMetadata(ROUTE, definition),
  );
}

/** The checked request, as the guard made it. */
export const Checked = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<{ call: unknown }>().call;
});
