import type { Api } from './schema.js';

/** Names for the documents of the API. */
export type Store = Api['GET /stores/{storeId}']['reply'];
export type Product = Api['GET /products/{productId}']['reply'];
export type Customer = Api['GET /customers/{customerId}']['reply'];
export type Order = Api['GET /orders/{orderId}']['reply'];
export type Sale = Api['GET /sales/{saleId}']['reply'];
export type Correction = Sale['corrections'][number];
export type Entry = Api['GET /ledger/entries']['reply']['items'][number];
export type Invoice = Api['GET /invoices/{invoiceId}']['reply'];
export type Delivery = Api['GET /deliveries/{deliveryId}']['reply'];
export type Guarantee = Api['GET /guarantees/{guaranteeId}']['reply'];
export type Saga = Api['GET /sales/{saleId}/progress']['reply']['items'][number];
export type DaySummary = Api['GET /stores/{storeId}/days/{day}/summary']['reply'];
export type AuditReport = Api['GET /audit']['reply'];
export type NewOrder = Api['POST /orders']['body'];
export type Payment = NonNullable<Api['POST /orders/{orderId}/checkout']['body']['payment']>;
