// Turns the OpenAPI document into TypeScript types: one entry per route, so that a changed API is a red build.

const HEAD = '// Generated from the gateway’s OpenAPI document by web/build/write-api-types.mjs; do not edit.\n';

function propertiesOf(schema) {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, shape]) => `${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(shape)}`,
  );
  const more = schema.additionalProperties;
  if (fields.length === 0)
    return more && typeof more === 'object' ? `Record<string, ${typeOf(more)}>` : 'Record<string, unknown>';
  return `{ ${fields.join('; ')} }`;
}

/** The TypeScript type of a JSON schema, as far as zod writes them. */
export function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const some = schema.anyOf ?? schema.oneOf;
  if (some) return some.map((one) => `(${typeOf(one)})`).join(' | ');
  if (schema.allOf && !schema.type) return schema.allOf.map((one) => `(${typeOf(one)})`).join(' & ');
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `(${typeOf(schema.items ?? {})})[]`;
    case 'object':
      return propertiesOf(schema);
    default:
      return 'unknown';
  }
}

function parametersOf(operation, where) {
  const some = (operation.parameters ?? []).filter((one) => one.in === where);
  const shape = {
    properties: Object.fromEntries(some.map((one) => [one.name, one.schema])),
    required: some.filter((one) => one.required).map((one) => one.name),
  };
  return some.length === 0 ? 'undefined' : propertiesOf(shape);
}

function routeOf(operation) {
  const replies = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const reply = replies.map(([, one]) => `(${typeOf(Object.values(one.content)[0].schema)})`).join(' | ');
  const body = operation.requestBody?.content['application/json'].schema;
  return `{ params: ${parametersOf(operation, 'path')}; query: ${parametersOf(operation, 'query')}; body: ${body ? typeOf(body) : 'undefined'}; reply: ${reply} }`;
}

/** The whole API as one interface, keyed by method and path. */
export function apiTypes(document) {
  const prefix = '/api/v1';
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]) =>
        `  /** ${operation.summary} */\n  '${method.toUpperCase()} ${path.slice(prefix.length)}': ${routeOf(operation)};`,
    ),
  );
  const shapes = Object.entries(document.components.schemas).map(
    ([name, schema]) => `/** ${name} document of the API. */\nexport type ${name} = ${typeOf(schema)};`,
  );
  return `${HEAD}\n${shapes.join('\n')}\n\n/** Every route of the API: what goes in and what comes out. */\nexport interface Api {\n${routes.join('\n')}\n}\n`;
}
