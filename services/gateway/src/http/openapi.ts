import { z } from 'zod';
import { permissionOf, rolesOf, type Action } from '../people/permissions.js';
import { isCostKey, isProjected } from '../people/projection.js';
import { XLSX } from '../csv/workbook.js';
import { problem } from './problem.js';
import { registeredRoutes, type RouteDefinition } from './route.js';
import { underWay } from './shapes.js';

type Json = Record<string, unknown>;

/** The path all routes begin with. */
export const API_PREFIX = '/api/v1';

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json;
  return json;
}

function parametersOf(definition: RouteDefinition): Json[] {
  const of = (schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] => {
    if (!schema) return [];
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, shape]) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      schema: shape,
    }));
  };
  const header = (name: string, required: boolean, description: string): Json => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  const headers = [];
  if (definition.method !== 'GET' && definition.idempotent !== false) {
    headers.push(
      header(
        'Idempotency-Key',
        definition.method === 'POST',
        'New for each request, the same for its retries; scoped to the person and the route.',
      ),
    );
  }
  if (definition.stream) headers.push(header('Last-Event-ID', false, 'Id of the last event received.'));
  return [...of(definition.params, 'path'), ...of(definition.query, 'query'), ...headers];
}

/** The schema of a reply that some roles get without costs: fields that tell of costs may be absent. */
function withOptionalCosts(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withOptionalCosts);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, inner]) => [
    key,
    key === 'required' && Array.isArray(inner) ? inner.filter((name) => !isCostKey(name)) : withOptionalCosts(inner),
  ]);
  return Object.fromEntries(entries);
}

function replyOf({ reply, action }: RouteDefinition): unknown {
  const schema = schemaOf(reply ?? z.object({}), 'output');
  return !permissionOf(action).open && isProjected(action) ? withOptionalCosts(schema) : schema;
}

/** Who may call a route, in words. */
function access(action: Action): string {
  const { open, everyStore, otherStores } = permissionOf(action);
  if (open) return 'Open to everyone.';
  const where = everyStore ? ', bound to no store' : otherStores.length === 0 ? ', in their own stores' : '';
  return `Roles: ${rolesOf(action).join(', ')}${where}.`;
}

function csvOf({ csv }: RouteDefinition): Json {
  if (!csv) return {};
  const names = csv.columns.map((column) => column.name).join(', ');
  const description = `The list from the cursor to its end, whatever the limit. Columns: ${names}. Amounts are decimal numbers; columns of costs are absent for roles that may not see them.`;
  return {
    'text/csv': { schema: { type: 'string', description } },
    [XLSX]: { schema: { type: 'string', description: 'The same as a workbook, of 100,000 rows at most.' } },
  };
}

function responsesOf(definition: RouteDefinition): Json {
  const status = String(definition.status ?? 200);
  const text = definition.stream ? 'text/event-stream' : definition.file;
  const content = text
    ? { [text]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: replyOf(definition) }, ...csvOf(definition) };
  return {
    [status]: { description: 'Done.', content },
    ...(definition.saga
      ? {
          202: {
            description: 'Under way; the address to watch becomes final.',
            content: { 'application/json': { schema: schemaOf(underWay, 'output') } },
          },
        }
      : {}),
    default: {
      description: 'Refused or failed.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
}

function operationOf(definition: RouteDefinition): Json {
  return {
    operationId: `${definition.method.toLowerCase()}${definition.path.replaceAll(/[{}]/g, '').replaceAll(/[/-](\w)/g, (_match, letter: string) => letter.toUpperCase())}`,
    tags: [definition.tag],
    summary: definition.summary,
    description: access(definition.action),
    security: permissionOf(definition.action).open ? [] : [{ bearer: [] }],
    parameters: parametersOf(definition),
    ...(definition.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(definition.body, 'input') } },
          },
        }
      : {}),
    responses: responsesOf(definition),
  };
}

/** The API's description, OpenAPI 3.1, generated from the schemas that check each request. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const definition of registeredRoutes()) {
    (paths[`${API_PREFIX}${definition.path}`] ??= {})[definition.method.toLowerCase()] = operationOf(definition);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Comptoir',
      version: '1',
      description:
        'Back office and till of a shop. Money is in whole minor units of the store’s currency; prices are on the terms of the store, with tax or before it; quantities are integers of a product’s smallest unit; tax rates are basis points. Every refusal is a problem document (RFC 9457) with a stable code.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}
