import type { MessageKey } from '../i18n/messages.js';
import type { Action, Session } from '../session.js';

/** A page of the navigation: its address, its name, and what its visitor must be allowed to do. */
export interface NavigationPage {
  readonly to: PagePath;
  readonly name: MessageKey;
  readonly action: Action;
}

/** Addresses that the navigation leads to. */
export type PagePath =
  | '/till'
  | '/till-reports'
  | '/sales'
  | '/payments'
  | '/orders'
  | '/documents'
  | '/guarantees'
  | '/products'
  | '/categories'
  | '/price-lists'
  | '/imports'
  | '/labels'
  | '/stock'
  | '/deliveries'
  | '/purchase-orders'
  | '/transfers'
  | '/stock-counts'
  | '/write-offs'
  | '/alerts'
  | '/what-to-order'
  | '/stock-ages'
  | '/stock-card'
  | '/stock-values'
  | '/expiring'
  | '/stock-places'
  | '/stock-traces'
  | '/suppliers'
  | '/supplier-bills'
  | '/supplier-returns'
  | '/aged-payables'
  | '/customers'
  | '/approvals'
  | '/overview'
  | '/day'
  | '/journal'
  | '/trial-balance'
  | '/accounts'
  | '/account-statement'
  | '/general-ledger'
  | '/entry'
  | '/movement'
  | '/opening'
  | '/periods'
  | '/fec'
  | '/companies'
  | '/customer-statement'
  | '/aged-receivables'
  | '/tax'
  | '/profit-and-loss'
  | '/days'
  | '/margin'
  | '/controls'
  | '/operations'
  | '/webhooks'
  | '/stores';

/** The pages by group, in the order of the navigation. */
export const NAVIGATION: readonly { readonly name: MessageKey; readonly pages: readonly NavigationPage[] }[] = [
  {
    name: 'nav.sell',
    pages: [
      { to: '/till', name: 'page.till', action: 'takeOrders' },
      { to: '/till-reports', name: 'page.till-reports', action: 'readTillReports' },
      { to: '/sales', name: 'page.sales', action: 'readSales' },
      { to: '/payments', name: 'page.payments', action: 'readPayments' },
      { to: '/orders', name: 'page.orders', action: 'readOrders' },
      { to: '/approvals', name: 'page.approvals', action: 'approve' },
      { to: '/documents', name: 'page.documents', action: 'readDocuments' },
      { to: '/guarantees', name: 'page.guarantees', action: 'readDocuments' },
      { to: '/customers', name: 'page.customers', action: 'readCustomers' },
    ],
  },
  {
    name: 'nav.goods',
    pages: [
      { to: '/products', name: 'page.products', action: 'readProducts' },
      { to: '/categories', name: 'page.categories', action: 'readProducts' },
      { to: '/price-lists', name: 'page.price-lists', action: 'readProducts' },
      { to: '/imports', name: 'page.imports', action: 'changeSuppliers' },
      { to: '/labels', name: 'page.labels', action: 'readProducts' },
      { to: '/stock', name: 'page.stock', action: 'readStock' },
      { to: '/alerts', name: 'page.alerts', action: 'readStock' },
      { to: '/what-to-order', name: 'page.what-to-order', action: 'readPurchaseOrders' },
      { to: '/stock-ages', name: 'page.stock-ages', action: 'readStockAges' },
      { to: '/stock-card', name: 'page.stock-card', action: 'readStockCards' },
      { to: '/expiring', name: 'page.expiring', action: 'readStock' },
      { to: '/stock-values', name: 'page.stock-values', action: 'readStockValues' },
      { to: '/stock-places', name: 'page.stock-places', action: 'readStockPlaces' },
      { to: '/stock-traces', name: 'page.stock-traces', action: 'readStockTraces' },
      { to: '/purchase-orders', name: 'page.purchase-orders', action: 'readPurchaseOrders' },
      { to: '/deliveries', name: 'page.deliveries', action: 'readDeliveries' },
      { to: '/transfers', name: 'page.transfers', action: 'readTransfers' },
      { to: '/stock-counts', name: 'page.stock-counts', action: 'readStockCounts' },
      { to: '/write-offs', name: 'page.write-offs', action: 'readWriteOffs' },
      { to: '/suppliers', name: 'page.suppliers', action: 'readSuppliers' },
      { to: '/supplier-bills', name: 'page.supplier-bills', action: 'readSupplierBills' },
      { to: '/supplier-returns', name: 'page.supplier-returns', action: 'readDeliveries' },
    ],
  },
  {
    name: 'nav.books',
    pages: [
      { to: '/overview', name: 'page.overview', action: 'readOverview' },
      { to: '/day', name: 'page.day', action: 'readDays' },
      { to: '/margin', name: 'page.margin', action: 'readLedger' },
      { to: '/journal', name: 'page.journal', action: 'readLedger' },
      { to: '/trial-balance', name: 'page.trial-balance', action: 'readLedger' },
      { to: '/general-ledger', name: 'page.general-ledger', action: 'readLedger' },
      { to: '/account-statement', name: 'page.account-statement', action: 'readLedger' },
      { to: '/accounts', name: 'page.accounts', action: 'readCharts' },
      { to: '/entry', name: 'page.entry', action: 'keepBooks' },
      { to: '/movement', name: 'page.movement', action: 'keepBooks' },
      { to: '/opening', name: 'page.opening', action: 'keepBooks' },
      { to: '/periods', name: 'page.periods', action: 'readLedger' },
      { to: '/fec', name: 'page.fec', action: 'readCompanyBooks' },
      { to: '/days', name: 'page.days', action: 'readDays' },
      { to: '/controls', name: 'page.controls', action: 'readAudits' },
    ],
  },
  {
    name: 'nav.reports',
    pages: [
      { to: '/tax', name: 'page.tax', action: 'readLedger' },
      { to: '/profit-and-loss', name: 'page.profit-and-loss', action: 'readLedger' },
      { to: '/aged-receivables', name: 'page.aged-receivables', action: 'readLedger' },
      { to: '/customer-statement', name: 'page.customer-statement', action: 'readLedger' },
      { to: '/aged-payables', name: 'page.aged-payables', action: 'readLedger' },
    ],
  },
  {
    name: 'nav.shop',
    pages: [
      { to: '/companies', name: 'page.companies', action: 'readCompanies' },
      { to: '/stores', name: 'page.stores', action: 'openStores' },
      { to: '/operations', name: 'page.operations', action: 'readOperations' },
      { to: '/webhooks', name: 'page.webhooks', action: 'manageWebhooks' },
    ],
  },
];

const START_PAGES: Readonly<Record<string, PagePath>> = {
  owner: '/overview',
  manager: '/approvals',
  cashier: '/till',
  stockKeeper: '/stock',
  accountant: '/journal',
  auditor: '/controls',
};

/** The page on which a person starts; an auditor of some stores only has no controls to read. */
export function startPage({ role, actions }: Session['person']): PagePath {
  const pages = NAVIGATION.flatMap((group) => group.pages).filter((page) => actions.includes(page.action));
  return pages.find((page) => page.to === START_PAGES[role])?.to ?? pages[0]?.to ?? '/products';
}
