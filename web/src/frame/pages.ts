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
  | '/sales'
  | '/documents'
  | '/guarantees'
  | '/products'
  | '/stock'
  | '/deliveries'
  | '/customers'
  | '/approvals'
  | '/overview'
  | '/day'
  | '/journal'
  | '/trial-balance'
  | '/days'
  | '/controls'
  | '/operations'
  | '/stores';

/** The pages by group, in the order of the navigation. */
export const NAVIGATION: readonly { readonly name: MessageKey; readonly pages: readonly NavigationPage[] }[] = [
  {
    name: 'nav.sell',
    pages: [
      { to: '/till', name: 'page.till', action: 'takeOrders' },
      { to: '/sales', name: 'page.sales', action: 'readSales' },
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
      { to: '/stock', name: 'page.stock', action: 'readStock' },
      { to: '/deliveries', name: 'page.deliveries', action: 'readDeliveries' },
    ],
  },
  {
    name: 'nav.books',
    pages: [
      { to: '/overview', name: 'page.overview', action: 'readOverview' },
      { to: '/day', name: 'page.day', action: 'readDays' },
      { to: '/journal', name: 'page.journal', action: 'readLedger' },
      { to: '/trial-balance', name: 'page.trial-balance', action: 'readLedger' },
      { to: '/days', name: 'page.days', action: 'readDays' },
      { to: '/controls', name: 'page.controls', action: 'readAudits' },
    ],
  },
  {
    name: 'nav.shop',
    pages: [
      { to: '/stores', name: 'page.stores', action: 'openStores' },
      { to: '/operations', name: 'page.operations', action: 'readOperations' },
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
