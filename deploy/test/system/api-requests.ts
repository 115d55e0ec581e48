type Json = Record<string, any>;

/** An operation of the OpenAPI document. */
export interface Operation {
  readonly method: string;
  /** As the document has it, without the prefix of the API: `/orders/{orderId}`. */
  readonly path: string;
  readonly parameters: readonly Json[];
  readonly body: Json | undefined;
  /** Answered with events, a PDF or a picture, which are not read. */
  readonly isStream: boolean;
}

/** A request that fits an operation. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Records of one store, by the prefix of their ids: `sto`, `ord`, `sal`; and the number of the sale's `receipt`. */
export type Records = Readonly<Record<string, string>>;

/** A line of a file of each kind that is imported. */
const FILES = {
  products: 'sku\nW-1',
  suppliers: 'name\nA supplier',
  customers: 'name\nA customer',
  'opening-stock': 'sku,quantity,cost\nW-1,1,1',
} as const;
export type FileKind = keyof typeof FILES;
export const FILE_KINDS = Object.keys(FILES) as FileKind[];

/** A file to be imported, as the API takes it. */
export const fileOf = (kind: FileKind) => ({
  fileName: 'x.csv',
  content: Buffer.from(FILES[kind]).toString('base64'),
});

/** A picture of one pixel, PNG in base64. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Bodies that cannot be made from their schemas, because a value has a form or a meaning that the schema does not tell. */
const BODIES: Readonly<Record<string, (records: Records) => unknown>> = {
  'POST /auth/login': () => ({ email: 'owner@demo.example', password: 'comptoir-demo' }),
  'POST /auth/setup': () => ({
    code: 'not the one',
    name: 'A walker',
    email: 'walker@demo.example',
    password: 'comptoir-demo',
  }),
  'POST /stores': () => ({
    code: `W${Math.random().toString(36).slice(2, 8).toUpperCase()}`,
    name: 'A store',
    address: '1 rue de l’Essai',
    timeZone: 'Africa/Algiers',
    currency: 'DZD',
    legal: { companyName: 'Essai SARL' },
  }),
  'PATCH /companies/{companyId}': () => ({ revision: 999, legal: { companyName: 'Essai SARL' }, from: '2999-01-01' }),
  'PATCH /stores/{storeId}': () => ({ revision: 1, changes: { name: 'Another name' } }),
  'POST /stores/{storeId}/tills': () => ({
    till: Math.random().toString(36).slice(2, 9).toUpperCase(),
    name: 'A till',
  }),
  'POST /accounts': ({ cmp }) => ({
    companyId: cmp,
    revision: 999,
    account: 'rent',
    code: '6132',
    name: 'Loyers',
    type: 'expense',
  }),
  'PATCH /accounts/{account}': ({ cmp }) => ({ companyId: cmp, revision: 999, changes: { name: 'Loyers' } }),
  'POST /customers/{customerId}/merges': () => ({
    revision: 999,
    merged: { customerId: 'cus_00000000000000000000000000', revision: 1 },
  }),
  'POST /customers/{customerId}/erasure': () => ({ revision: 999, reason: 'asked for' }),
  'POST /products': () => ({
    sku: `W-${Math.random().toString(36).slice(2, 12)}`,
    name: 'Article d’essai',
    barcodes: [],
    currency: 'DZD',
    taxRateBps: 1900,
    warrantyMonths: 0,
    lowStockThreshold: 0,
    priceMinMinor: 1,
    priceListMinor: 1,
    priceMaxMinor: 1,
  }),
  'POST /imports/products': () => fileOf('products'),
  'POST /imports/suppliers': () => fileOf('suppliers'),
  'POST /imports/customers': () => fileOf('customers'),
  'POST /imports/opening-stock': ({ sto }) => ({ ...fileOf('opening-stock'), storeId: sto }),
  'POST /webhooks': () => ({ url: 'https://localhost/hook' }),
  'POST /products/{productId}/picture': () => ({ content: PIXEL }),
  'POST /products/{productId}/variants': () => ({
    revision: 999,
    options: [{ name: 'Size', values: ['S'] }],
    variants: [{ values: ['S'], sku: `V-${Math.random().toString(36).slice(2, 12)}` }],
  }),
  'POST /price-lists': () => ({ name: 'A list', from: '2026-01-01', currency: 'DZD' }),
  'PATCH /price-lists/{priceListId}': () => ({ revision: 999, changes: { name: 'Another name' } }),
  'PUT /price-lists/{priceListId}/prices': ({ prd }) => ({ prices: [{ productId: prd, price: null }] }),
  'POST /categories': () => ({ name: `Category ${Math.random().toString(36).slice(2, 12)}` }),
  'PATCH /categories/{categoryId}': () => ({ revision: 999, changes: { name: 'Another name' } }),
  'PATCH /purchase-orders/{purchaseOrderId}': () => ({ revision: 999, changes: { note: 'Another note' } }),
  'POST /supplier-bills': billOf,
  'POST /supplier-bills/match': billOf,
  'POST /supplier-payments': ({ sto, sup, bil }) => ({
    storeId: sto,
    supplierId: sup,
    method: 'transfer',
    amountMinor: 1,
    allocations: [{ billId: bil, amountMinor: 1 }],
  }),
  'POST /transfers/{transferId}/receive': ({ prd }) => ({
    revision: 999,
    lines: [{ productId: prd, receivedQuantity: 1 }],
  }),
  'POST /stock-counts': ({ sto }) => ({ storeId: sto, scope: { kind: 'store' } }),
  'PATCH /products/{productId}': () => ({ revision: 1, changes: { name: 'Another name' } }),
};

/** A bill of one unit at a price that it did not have. */
function billOf({ sto, sup, dlv, bat }: Records): unknown {
  return {
    kind: 'bill',
    storeId: sto,
    supplierId: sup,
    number: `W-${Math.random().toString(36).slice(2, 12)}`,
    billDay: '2026-01-01',
    lines: [{ kind: 'goods', deliveryId: dlv, batchId: bat, quantity: 1, netMinor: 1, taxRateBps: 0 }],
  };
}

/** Parameters in a path or a query that a route asks for beyond what its schema tells. */
const TILL = 'T1';
const QUERIES: Readonly<Record<string, (records: Records) => Readonly<Record<string, string>>>> = {
  'GET /stock-values': () => ({ day: '2026-01-01' }), // a day that has begun
  'GET /stock-values/summary': () => ({ day: '2026-01-01' }),
  'GET /returns/sale': ({ receipt }) => ({ number: receipt as string }),
  'GET /labels': ({ prd }) => ({ productIds: prd as string }),
  'GET /reports/profit-and-loss': ({ cmp }) => ({ companyId: cmp as string }), // where stores of several companies are seen
};

/** The key of an account, a month, a year, and a hash. */
const SPECIAL_TEXTS = ['cash', '2026-11', '2026', '0'.repeat(64)];

/** Records that an operation is asked with in the place of others: a store ships the transfers it sends, and receives the others. */
const shipped = ({ trs, ...records }: Records): Records => ({ ...records, trf: trs as string });
const INSTEAD: Readonly<Record<string, (records: Records) => Records>> = {
  'POST /transfers/{transferId}/ship': shipped,
  'POST /transfers/{transferId}/refuse': shipped,
  'POST /transfers/{transferId}/return': shipped,
};

/** An import is of one kind: the others do not know it. */
function importOfPath(path: string, records: Records): Records {
  const kind = /^\/imports\/([\w-]+)\/\{/.exec(path)?.[1];
  return kind === undefined ? records : { ...records, imp: records[`imports/${kind}`]! };
}

/** The operations of the document that the running gateway answers. */
export async function operationsOf(url: string): Promise<Operation[]> {
  const document = (await (await fetch(new URL('/api/v1/openapi.json', url))).json()) as Json;
  return Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      parameters: operation.parameters,
      body: operation.requestBody?.content['application/json'].schema,
      isStream: ['text/event-stream', 'application/pdf', 'image/webp'].some(
        (type) => operation.responses[200]?.content?.[type],
      ),
    })),
  );
}

/** The kind of record that a parameter names, by the prefix of its ids; undefined for a parameter that is no id. */
export function recordNamed({ schema }: { readonly schema?: Json }): string | undefined {
  return /^\^([a-z]{3})_/.exec(schema?.pattern ?? '')?.[1];
}

/** A request for the records of one store; `query` is added to what the operation requires. */
export function requestOf(
  operation: Operation,
  all: Records,
  query: Readonly<Record<string, string>> = {},
): ApiRequest {
  const { method, parameters } = operation;
  const name = `${method} ${operation.path}`;
  const records = INSTEAD[name]?.(all) ?? importOfPath(operation.path, all);
  const value = (schema: Json = {}): string => String(valueOf(schema, records, name));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, key: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === key);
    if (key === 'pictureId' && records['picture'] !== undefined) return records['picture'];
    return key === 'till' ? TILL : encodeURIComponent(value(parameter?.schema));
  });
  const required = parameters.filter((one) => one.in === 'query' && one.required);
  const search = new URLSearchParams({
    ...Object.fromEntries(required.map((one) => [one.name, value(one.schema)])),
    ...QUERIES[name]?.(records),
    ...query,
  });
  const body = operation.body && (BODIES[name]?.(records) ?? valueOf(operation.body, records, name));
  return { method, path: search.size > 0 ? `${path}?${search}` : path, body };
}

/** The smallest value that fits a schema; ids are those of the records. */
function valueOf(schema: Json, records: Records, operation: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways) return valueOf(ways[0], records, operation);
  if (schema.type === 'object') {
    const fields = (schema.required ?? []).filter((key: string) => schema.properties[key].default === undefined);
    return Object.fromEntries(fields.map((key: string) => [key, valueOf(schema.properties[key], records, operation)]));
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => valueOf(schema.items, records, operation));
  if (schema.type === 'integer') return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'string') return textOf(schema, records, operation);
  throw new Error(`${operation}: add a body for it to BODIES; no value can be made for ${JSON.stringify(schema)}`);
}

function textOf(schema: Json, records: Records, operation: string): string {
  const kind = recordNamed({ schema });
  if (kind !== undefined) {
    const id = records[kind];
    if (id === undefined) throw new Error(`${operation} names a record "${kind}_…": make one in recordsOf`);
    return id;
  }
  if (schema.format === 'date') return '2999-01-01';
  if (schema.format === 'email') return 'somebody@demo.example';
  const texts = ['x'.repeat(schema.minLength ?? 1), ...SPECIAL_TEXTS];
  const fitting = texts.find((one) => schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(one));
  if (fitting !== undefined) return fitting;
  throw new Error(`${operation}: add a body for it to BODIES; no text can be made for ${schema.pattern}`);
}
