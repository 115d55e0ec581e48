import type { Api } from './schema.js';

/** Names for the documents of the API. */
export type Store = Api['GET /stores/{storeId}']['reply'];
/** A store as a sale keeps it. */
export type StoreOfSale = Omit<Store, 'scaleLayouts' | 'priceLists'>;
export type Product = Api['GET /products/{productId}']['reply'];
export type Import = Api['GET /imports/products/{importId}']['reply'];
/** Something wrong with a row of an import. */
export type ImportError = Api['GET /imports/products/{importId}/errors']['reply']['items'][number];
export type Category = Api['GET /categories']['reply']['items'][number];
export type PriceList = Api['GET /price-lists']['reply']['items'][number];
/** A product with its price on a list. */
export type ListedProduct = Api['GET /price-lists/{priceListId}/prices']['reply']['items'][number];
export type Customer = Api['GET /customers']['reply']['items'][number];
/** A customer with the accounts that were merged into it. */
export type CustomerCard = Api['GET /customers/{customerId}']['reply'];
export type CustomerChange = Api['GET /customers/{customerId}/history']['reply']['items'][number];
export type Supplier = Api['GET /suppliers/{supplierId}']['reply'];
/** A product as a supplier has it. */
export type SupplierProduct = Api['GET /suppliers/{supplierId}/products']['reply']['items'][number];
/** A supplier of a product. */
export type ProductSupplier = Api['GET /products/{productId}/suppliers']['reply']['items'][number];
export type PurchaseOrder = Api['GET /purchase-orders']['reply']['items'][number];
/** A purchase order with its deliveries, and the supplier's own numbers for its products. */
export type PurchaseOrderCard = Api['GET /purchase-orders/{purchaseOrderId}']['reply'];
export type Transfer = Api['GET /transfers']['reply']['items'][number];
/** A transfer with its parcels and all that moved. */
export type TransferCard = Api['GET /transfers/{transferId}']['reply'];
export type WriteOff = Api['GET /write-offs']['reply']['items'][number];
/** A stock count, without its lines. */
export type StockCount = Api['GET /stock-counts/{stockCountId}']['reply'];
export type CountLine = Api['GET /stock-counts/{stockCountId}/lines']['reply']['items'][number];
export type CountEntry = Api['GET /stock-counts/{stockCountId}/entries']['reply']['items'][number];
/** A level that came to its threshold, from then until it recovers. */
export type StockAlert = Api['GET /stock-alerts']['reply']['items'][number];
/** A movement on the card of a product. */
export type StockCardRow = Api['GET /stock-cards']['reply']['items'][number];
/** A product at the end of a day, with its batches. */
export type StockValue = Api['GET /stock-values']['reply']['items'][number];
/** The value of a store's stock at the end of a day, beside its books. */
export type StockValueSums = Api['GET /stock-values/summary']['reply'];
/** A product with its units in each store, and on the road. */
export type StockPlaces = Api['GET /stock-places']['reply']['items'][number];
/** A document that was found by its number, with the batches of its goods. */
export type TracedDocument = Api['GET /stock-traces']['reply']['items'][number];
/** A batch with where it came from and what became of it. */
export type BatchTrace = Api['GET /stock-traces/{batchId}']['reply'];
/** A batch that has expired, or will. */
export type ExpiringBatch = Api['GET /expiring-stock']['reply']['items'][number];
/** The stock of a product by its age. */
export type StockAges = Api['GET /stock-ages']['reply']['items'][number];
/** A product with every figure that its suggestion is made of. */
export type WhatToOrder = Api['GET /what-to-order']['reply']['items'][number];
export type Order = Api['GET /orders/{orderId}']['reply'];
export type Sale = Api['GET /sales/{saleId}']['reply'];
/** A sale of another store, as the number of its receipt opens it. */
export type ReceiptSale = Api['GET /returns/sale']['reply'];
/** A payment as a document of its own. */
export type PaymentDocument = Api['GET /payments/{paymentId}']['reply'];
export type OpenItem = Api['GET /customers/{customerId}/open-items']['reply']['items'][number];
export type ZReport = Api['GET /till-reports']['reply']['items'][number];
export type XReport = NonNullable<Api['GET /till-sessions/{sessionId}']['reply']['x']>;
export type Correction = Sale['corrections'][number];
export type Entry = Api['GET /ledger/entries']['reply']['items'][number];
export type Account = Api['GET /accounts']['reply']['items'][number];
export type Company = Api['GET /companies/{companyId}']['reply'];
export type Period = Api['GET /periods']['reply']['items'][number];
export type Invoice = Api['GET /invoices/{invoiceId}']['reply'];
export type Delivery = Api['GET /deliveries/{deliveryId}']['reply'];
export type Guarantee = Api['GET /guarantees/{guaranteeId}']['reply'];
export type Saga = Api['GET /sales/{saleId}/progress']['reply']['items'][number];
export type DaySummary = Api['GET /stores/{storeId}/days/{day}/summary']['reply'];
export type AuditReport = Api['GET /audit']['reply'];
export type NewOrder = Api['POST /orders']['body'];
export type Payment = NonNullable<Api['POST /orders/{orderId}/checkout']['body']['payment']>;
export type Discount = NonNullable<NewOrder['discount']>;
