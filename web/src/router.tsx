import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { NotHere } from './frame/not-here.js';
import { startPage } from './frame/pages.js';
import { Root } from './frame/root.js';
import { TillShell } from './frame/till-shell.js';
import { loadMessages, type MessagePart } from './i18n/messages.js';
import { filtersOf } from './kit/filters-of.js';
import { session, type Action } from './session.js';

/** A page that is loaded with the parts of the messages that it shows besides those of every page. */
function page<M extends object, K extends keyof M & string>(
  load: () => Promise<M>,
  name: K,
  ...parts: readonly MessagePart[]
) {
  return lazyRouteComponent(async () => {
    const [loaded] = await Promise.all([load(), loadMessages(...parts)]);
    return loaded as Record<string, any>;
  }, name);
}

const root = createRootRoute({ component: Root, notFoundComponent: () => <NotHere reason="unknown" /> });

/** Somebody has to be signed in; whoever is not comes back here afterwards. */
function requireSignIn({ location }: { location: { href: string } }): void {
  if (!session.get()) throw redirect({ to: '/sign-in', search: { from: location.href } });
}

const till = createRoute({
  getParentRoute: () => root,
  id: 'till-shell',
  component: TillShell,
  beforeLoad: requireSignIn,
});
const office = createRoute({
  getParentRoute: () => root,
  id: 'office',
  component: page(() => import('./frame/office-shell.js'), 'OfficeShell'),
  beforeLoad: requireSignIn,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    const person = session.get()?.person;
    throw person ? redirect({ to: startPage(person) }) : redirect({ to: '/sign-in', search: {} });
  },
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: page(() => import('./sign-in/sign-in-page.js'), 'SignInPage'),
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    typeof search['from'] === 'string' && /^\/(?!\/)/.test(search['from']) ? { from: search['from'] } : {},
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: page(() => import('./sign-in/setup-page.js'), 'SetupPage', 'setup'),
});

const tillPages = [
  createRoute({
    getParentRoute: () => till,
    path: '/till',
    staticData: { action: 'takeOrders' },
    component: page(
      () => import('./till/till-page.js'),
      'TillPage',
      'customer',
      'parking',
      'price',
      'progress',
      'receipt',
      'session',
      'till',
    ),
  }),
] as const;

const officePages = [
  createRoute({
    getParentRoute: () => office,
    path: '/sales',
    staticData: { action: 'readSales' },
    validateSearch: filtersOf('number', 'soldBy', 'state', 'from', 'to', 'minGrossMinor', 'maxGrossMinor'),
    component: page(() => import('./sale/sales-page.js'), 'SalesPage', 'sale'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/returns',
    staticData: { action: 'returnGoods' },
    validateSearch: filtersOf('number'),
    component: page(
      () => import('./sale/return-elsewhere-page.js'),
      'ReturnElsewherePage',
      'elsewhere',
      'payment',
      'sale',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/sales/$saleId',
    staticData: { action: 'readSales' },
    component: page(
      () => import('./sale/sale-page.js'),
      'SalePage',
      'guarantee',
      'ledger',
      'payment',
      'progress',
      'receipt',
      'sale',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/payments',
    staticData: { action: 'readPayments' },
    validateSearch: filtersOf('method', 'from', 'to'),
    component: page(() => import('./payment/payments-page.js'), 'PaymentsPage', 'payment'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/till-reports',
    staticData: { action: 'readTillReports' },
    validateSearch: filtersOf('till'),
    component: page(() => import('./till-session/till-reports-page.js'), 'TillReportsPage', 'payment', 'session'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/orders',
    staticData: { action: 'readOrders' },
    validateSearch: filtersOf('state'),
    component: page(() => import('./sale/orders-page.js'), 'OrdersPage', 'order'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/orders/$orderId',
    staticData: { action: 'readOrders' },
    component: page(() => import('./sale/order-page.js'), 'OrderPage', 'order'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/documents',
    staticData: { action: 'readDocuments' },
    validateSearch: filtersOf('number', 'type', 'from', 'to'),
    component: page(() => import('./office/documents-page.js'), 'DocumentsPage', 'sale'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/guarantees',
    staticData: { action: 'readDocuments' },
    validateSearch: filtersOf('number', 'claims'),
    component: page(() => import('./office/guarantees-page.js'), 'GuaranteesPage', 'guarantee', 'sale'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/guarantees/$guaranteeId',
    staticData: { action: 'readDocuments' },
    component: page(() => import('./office/guarantee-page.js'), 'GuaranteePage', 'guarantee', 'sale'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/customers',
    staticData: { action: 'readCustomers' },
    validateSearch: filtersOf('text', 'kind'),
    component: page(() => import('./office/customers-page.js'), 'CustomersPage', 'customer'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/customers/$customerId',
    staticData: { action: 'readCustomers' },
    component: page(() => import('./office/customer-page.js'), 'CustomerPage', 'customer', 'card', 'payment', 'sale'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/approvals',
    staticData: { action: 'approve' },
    component: page(() => import('./approvals/approvals-page.js'), 'ApprovalsPage', 'approvals', 'customer'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/products',
    staticData: { action: 'readProducts' },
    validateSearch: filtersOf('text', 'categoryId'),
    component: page(() => import('./office/products-page.js'), 'ProductsPage', 'product'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/categories',
    staticData: { action: 'readProducts' },
    component: page(() => import('./office/categories-page.js'), 'CategoriesPage', 'category'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/price-lists',
    staticData: { action: 'readProducts' },
    component: page(() => import('./office/price-lists-page.js'), 'PriceListsPage', 'pricelist', 'customer'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/price-lists/$priceListId',
    staticData: { action: 'readProducts' },
    component: page(
      () => import('./office/price-list-page.js'),
      'PriceListPage',
      'pricelist',
      'price',
      'customer',
      'delivery',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/products/new',
    staticData: { action: 'changeProducts' },
    component: page(() => import('./office/new-product-page.js'), 'NewProductPage', 'delivery', 'product'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/products/$productId',
    staticData: { action: 'readProducts' },
    component: page(
      () => import('./office/product-page.js'),
      'ProductPage',
      'batch',
      'delivery',
      'price',
      'product',
      'sale',
      'supplier',
      'variant',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/products/$productId/variants',
    staticData: { action: 'changeProducts' },
    component: page(() => import('./office/new-variants-page.js'), 'NewVariantsPage', 'product', 'variant'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock',
    staticData: { action: 'readStock' },
    component: page(() => import('./office/stock-page.js'), 'StockPage', 'day', 'product'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/deliveries',
    staticData: { action: 'readDeliveries' },
    validateSearch: filtersOf('supplier', 'from', 'to'),
    component: page(() => import('./office/deliveries-page.js'), 'DeliveriesPage', 'delivery'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/deliveries/new',
    staticData: { action: 'receiveDeliveries' },
    validateSearch: filtersOf('purchaseOrderId'),
    component: page(
      () => import('./office/new-delivery-page.js'),
      'NewDeliveryPage',
      'delivery',
      'product',
      'purchase',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/deliveries/$deliveryId',
    staticData: { action: 'readDeliveries' },
    component: page(
      () => import('./office/delivery-page.js'),
      'DeliveryPage',
      'correct',
      'bill',
      'batch',
      'delivery',
      'ledger',
      'margin',
      'product',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/transfers',
    staticData: { action: 'readTransfers' },
    validateSearch: filtersOf('side', 'state', 'onTheRoad'),
    component: page(() => import('./office/transfers-page.js'), 'TransfersPage', 'transfer'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/transfers/new',
    staticData: { action: 'requestTransfers' },
    component: page(
      () => import('./office/new-transfer-page.js'),
      'NewTransferPage',
      'delivery',
      'product',
      'transfer',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/transfers/$transferId',
    staticData: { action: 'readTransfers' },
    component: page(() => import('./office/transfer-page.js'), 'TransferPage', 'product', 'transfer'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/transfers/$transferId/ship',
    staticData: { action: 'shipTransfers' },
    component: page(() => import('./office/ship-transfer-page.js'), 'ShipTransferPage', 'product', 'transfer'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/transfers/$transferId/receive',
    staticData: { action: 'receiveTransfers' },
    component: page(
      () => import('./office/receive-transfer-page.js'),
      'ReceiveTransferPage',
      'delivery',
      'product',
      'transfer',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/alerts',
    staticData: { action: 'readStock' },
    validateSearch: filtersOf('state', 'productId'),
    component: page(() => import('./office/alerts-page.js'), 'AlertsPage', 'alert'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/what-to-order',
    staticData: { action: 'readPurchaseOrders' },
    validateSearch: filtersOf('supplierId', 'categoryId', 'weeks', 'reviewDays', 'show'),
    component: page(() => import('./office/what-to-order-page.js'), 'WhatToOrderPage', 'alert'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-card',
    staticData: { action: 'readStockCards' },
    validateSearch: filtersOf('productId', 'from', 'to'),
    component: page(() => import('./office/stock-card-page.js'), 'StockCardPage', 'delivery', 'view'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-values',
    staticData: { action: 'readStockValues' },
    validateSearch: filtersOf('day', 'categoryId', 'productId'),
    component: page(() => import('./office/stock-values-page.js'), 'StockValuesPage', 'goods'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/expiring',
    staticData: { action: 'readStock' },
    validateSearch: filtersOf('withinDays'),
    component: page(() => import('./office/expiring-page.js'), 'ExpiringPage', 'goods'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-places',
    staticData: { action: 'readStockPlaces' },
    validateSearch: filtersOf('text', 'categoryId'),
    component: page(() => import('./office/stock-places-page.js'), 'StockPlacesPage', 'goods'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-traces',
    staticData: { action: 'readStockTraces' },
    validateSearch: filtersOf('number', 'batchId'),
    component: page(() => import('./office/stock-traces-page.js'), 'StockTracesPage', 'goods', 'view'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-ages',
    staticData: { action: 'readStockAges' },
    validateSearch: filtersOf('unsoldDays'),
    component: page(() => import('./office/stock-ages-page.js'), 'StockAgesPage', 'ages'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/purchase-orders',
    staticData: { action: 'readPurchaseOrders' },
    validateSearch: filtersOf('text', 'state', 'from', 'to'),
    component: page(() => import('./office/purchase-orders-page.js'), 'PurchaseOrdersPage', 'delivery', 'purchase'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/purchase-orders/new',
    staticData: { action: 'changePurchaseOrders' },
    validateSearch: filtersOf('supplierId'),
    component: page(
      () => import('./office/new-purchase-order-page.js'),
      'NewPurchaseOrderPage',
      'delivery',
      'product',
      'purchase',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/purchase-orders/$purchaseOrderId',
    staticData: { action: 'readPurchaseOrders' },
    component: page(
      () => import('./office/purchase-order-page.js'),
      'PurchaseOrderPage',
      'bill',
      'delivery',
      'margin',
      'product',
      'purchase',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/purchase-orders/$purchaseOrderId/change',
    staticData: { action: 'changePurchaseOrders' },
    component: page(
      () => import('./office/change-purchase-order-page.js'),
      'ChangePurchaseOrderPage',
      'delivery',
      'product',
      'purchase',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/supplier-bills',
    staticData: { action: 'readSupplierBills' },
    validateSearch: filtersOf('text', 'from', 'to'),
    component: page(() => import('./payables/supplier-bills-page.js'), 'SupplierBillsPage', 'bill', 'delivery'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/supplier-bills/new',
    staticData: { action: 'recordSupplierBills' },
    validateSearch: filtersOf('deliveryId', 'purchaseOrderId', 'extra'),
    component: page(() => import('./payables/new-supplier-bill-page.js'), 'NewSupplierBillPage', 'bill', 'delivery'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/supplier-bills/credit',
    staticData: { action: 'recordSupplierBills' },
    validateSearch: filtersOf('billId', 'supplierReturnId'),
    component: page(() => import('./payables/new-credit-note-page.js'), 'NewCreditNotePage', 'bill', 'delivery'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/supplier-bills/$billId',
    staticData: { action: 'readSupplierBills' },
    component: page(() => import('./payables/supplier-bill-page.js'), 'SupplierBillPage', 'bill', 'payment'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/supplier-returns',
    staticData: { action: 'readDeliveries' },
    validateSearch: filtersOf('from', 'to'),
    component: page(() => import('./payables/supplier-returns-page.js'), 'SupplierReturnsPage', 'bill', 'delivery'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/aged-payables',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('storeId', 'at'),
    component: page(() => import('./payables/aged-payables-page.js'), 'AgedPayablesPage', 'bill', 'delivery', 'report'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-counts',
    staticData: { action: 'readStockCounts' },
    validateSearch: filtersOf('state', 'from', 'to'),
    component: page(() => import('./office/stock-counts-page.js'), 'StockCountsPage', 'count'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-counts/new',
    staticData: { action: 'countStock' },
    component: page(() => import('./office/new-stock-count-page.js'), 'NewStockCountPage', 'count', 'delivery'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock-counts/$stockCountId',
    staticData: { action: 'readStockCounts' },
    validateSearch: filtersOf('show'),
    component: page(() => import('./office/stock-count-page.js'), 'StockCountPage', 'count', 'product'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/write-offs',
    staticData: { action: 'readWriteOffs' },
    validateSearch: filtersOf('reason', 'from', 'to'),
    component: page(() => import('./office/write-offs-page.js'), 'WriteOffsPage', 'writeoff'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/write-offs/new',
    staticData: { action: 'writeOffStock' },
    component: page(
      () => import('./office/new-write-off-page.js'),
      'NewWriteOffPage',
      'delivery',
      'product',
      'writeoff',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/imports',
    staticData: { action: 'changeSuppliers' },
    validateSearch: filtersOf('kind'),
    component: page(() => import('./office/imports-page.js'), 'ImportsPage', 'imports'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/imports/$kind/$importId',
    staticData: { action: 'changeSuppliers' },
    component: page(() => import('./office/import-page.js'), 'ImportPage', 'imports'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/labels',
    staticData: { action: 'readProducts' },
    validateSearch: filtersOf('deliveryId'),
    component: page(() => import('./office/labels-page.js'), 'LabelsPage', 'delivery', 'labels'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/suppliers',
    staticData: { action: 'readSuppliers' },
    validateSearch: filtersOf('text', 'archived'),
    component: page(() => import('./office/suppliers-page.js'), 'SuppliersPage', 'card', 'customer', 'supplier'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/suppliers/$supplierId',
    staticData: { action: 'readSuppliers' },
    component: page(
      () => import('./office/supplier-page.js'),
      'SupplierPage',
      'bill',
      'payment',
      'card',
      'customer',
      'delivery',
      'product',
      'purchase',
      'supplier',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/overview',
    staticData: { action: 'readOverview' },
    validateSearch: filtersOf('of', 'day', 'period'),
    component: page(
      () => import('./office/overview-page.js'),
      'OverviewPage',
      'day',
      'figures',
      'ledger',
      'overview',
      'session',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/day',
    staticData: { action: 'readDays' },
    component: page(() => import('./day/day-page.js'), 'DayPage', 'audit', 'day'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/journal',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('account', 'kind', 'from', 'to'),
    component: page(() => import('./office/journal-page.js'), 'JournalPage', 'ledger', 'receipt', 'statement'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/journal/$entryId',
    staticData: { action: 'readLedger' },
    component: page(() => import('./books/entry-page.js'), 'EntryPage', 'ledger', 'posting', 'receipt', 'statement'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/accounts',
    staticData: { action: 'readCharts' },
    validateSearch: filtersOf('text', 'type'),
    component: page(() => import('./books/chart-page.js'), 'ChartPage', 'chart', 'company'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/account-statement',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('account', 'from', 'to'),
    component: page(
      () => import('./books/account-statement-page.js'),
      'AccountStatementPage',
      'ledger',
      'period',
      'statement',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/general-ledger',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('from', 'to'),
    component: page(
      () => import('./books/general-ledger-page.js'),
      'GeneralLedgerPage',
      'ledger',
      'period',
      'statement',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/entry',
    staticData: { action: 'keepBooks' },
    component: page(() => import('./books/entry-form-page.js'), 'EntryFormPage', 'ledger', 'posting'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/movement',
    staticData: { action: 'keepBooks' },
    component: page(() => import('./books/movement-form-page.js'), 'MovementFormPage', 'posting'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/opening',
    staticData: { action: 'keepBooks' },
    validateSearch: filtersOf('by'),
    component: page(() => import('./books/opening-page.js'), 'OpeningPage', 'ledger', 'opening', 'posting'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/periods',
    staticData: { action: 'readLedger' },
    component: page(() => import('./books/periods-page.js'), 'PeriodsPage', 'period'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/fec',
    staticData: { action: 'readCompanyBooks' },
    validateSearch: filtersOf('companyId', 'year'),
    component: page(() => import('./books/fec-page.js'), 'FecPage', 'report'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/companies',
    staticData: { action: 'readCompanies' },
    component: page(() => import('./books/companies-page.js'), 'CompaniesPage', 'company', 'customer', 'store'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/customer-statement',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('customerId', 'storeId', 'from', 'to'),
    component: page(
      () => import('./books/customer-statement-page.js'),
      'CustomerStatementPage',
      'ledger',
      'period',
      'report',
      'statement',
    ),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/aged-receivables',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('storeId', 'at'),
    component: page(() => import('./books/aged-receivables-page.js'), 'AgedReceivablesPage', 'report'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/tax',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('storeId', 'from', 'to'),
    component: page(() => import('./books/tax-page.js'), 'TaxPage', 'period', 'report'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/profit-and-loss',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('companyId', 'storeId', 'from', 'to'),
    component: page(() => import('./books/profit-and-loss-page.js'), 'ProfitAndLossPage', 'period', 'report'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/trial-balance',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('at'),
    component: page(() => import('./office/trial-balance-page.js'), 'TrialBalancePage', 'ledger'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/days',
    staticData: { action: 'readDays' },
    component: page(() => import('./office/days-page.js'), 'DaysPage', 'day', 'days', 'ledger'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/days/$day',
    staticData: { action: 'readDays' },
    component: page(() => import('./office/closed-day-page.js'), 'ClosedDayPage', 'figures', 'ledger'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/margin',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('of', 'by', 'from', 'to', 'key'),
    component: page(() => import('./office/margin-page.js'), 'MarginPage', 'ledger', 'margin'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/controls',
    staticData: { action: 'readAudits' },
    component: page(() => import('./office/controls-page.js'), 'ControlsPage', 'audit'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/webhooks',
    staticData: { action: 'manageWebhooks' },
    component: page(() => import('./office/webhooks-page.js'), 'WebhooksPage', 'webhook'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/webhooks/$webhookId',
    staticData: { action: 'manageWebhooks' },
    component: page(() => import('./office/webhook-page.js'), 'WebhookPage', 'webhook'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/operations',
    staticData: { action: 'readOperations' },
    validateSearch: filtersOf('condition'),
    component: page(() => import('./office/operations-page.js'), 'OperationsPage', 'operations', 'progress', 'sale'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stores/new',
    staticData: { action: 'openStores' },
    component: page(() => import('./office/new-store-page.js'), 'NewStorePage', 'company', 'customer', 'store'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stores',
    staticData: { action: 'openStores' },
    component: page(() => import('./office/stores-page.js'), 'StoresPage', 'customer', 'store'),
  }),
] as const;

/** The parts that pages are made of: for those who build them. */
const kitPages = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: '/kit',
        validateSearch: filtersOf('text', 'tone', 'minMinor', 'from'),
        component: page(() => import('./kit/gallery.js'), 'KitGallery', 'days', 'delivery', 'product', 'sale'),
      }),
    ]
  : [];

/** The addresses of the pages. */
export const router = createRouter({
  routeTree: root.addChildren([
    ...kitPages,
    start,
    signIn,
    setup,
    till.addChildren([...tillPages]),
    office.addChildren([...officePages]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** What a visitor of the page must be allowed to do; the shell says so to others. */
    readonly action?: Action;
  }
}
