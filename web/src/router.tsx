import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { NotHere } from './frame/not-here.js';
import { startPage } from './frame/pages.js';
import { Root } from './frame/root.js';
import { TillShell } from './frame/till-shell.js';
import { loadOfficeMessages } from './i18n/messages.js';
import { filtersOf } from './kit/filters-of.js';
import { session, type Action } from './session.js';

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
  component: lazyRouteComponent(async () => {
    const [shell] = await Promise.all([import('./frame/office-shell.js'), loadOfficeMessages()]);
    return shell;
  }, 'OfficeShell'),
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
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.js'), 'SignInPage'),
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    typeof search['from'] === 'string' && /^\/(?!\/)/.test(search['from']) ? { from: search['from'] } : {},
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./sign-in/setup-page.js'), 'SetupPage'),
});

const tillPages = [
  createRoute({
    getParentRoute: () => till,
    path: '/till',
    staticData: { action: 'takeOrders' },
    component: lazyRouteComponent(() => import('./till/till-page.js'), 'TillPage'),
  }),
] as const;

const officePages = [
  createRoute({
    getParentRoute: () => office,
    path: '/sales',
    staticData: { action: 'readSales' },
    validateSearch: filtersOf('number', 'soldBy', 'state', 'from', 'to', 'minGrossMinor', 'maxGrossMinor'),
    component: lazyRouteComponent(() => import('./sale/sales-page.js'), 'SalesPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/sales/$saleId',
    staticData: { action: 'readSales' },
    component: lazyRouteComponent(() => import('./sale/sale-page.js'), 'SalePage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/documents',
    staticData: { action: 'readDocuments' },
    validateSearch: filtersOf('number', 'type', 'from', 'to'),
    component: lazyRouteComponent(() => import('./office/documents-page.js'), 'DocumentsPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/guarantees',
    staticData: { action: 'readDocuments' },
    validateSearch: filtersOf('number', 'claims'),
    component: lazyRouteComponent(() => import('./office/guarantees-page.js'), 'GuaranteesPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/guarantees/$guaranteeId',
    staticData: { action: 'readDocuments' },
    component: lazyRouteComponent(() => import('./office/guarantee-page.js'), 'GuaranteePage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/customers',
    staticData: { action: 'readCustomers' },
    validateSearch: filtersOf('text', 'kind'),
    component: lazyRouteComponent(() => import('./office/customers-page.js'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/customers/$customerId',
    staticData: { action: 'readCustomers' },
    component: lazyRouteComponent(() => import('./office/customer-page.js'), 'CustomerPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/approvals',
    staticData: { action: 'approve' },
    component: lazyRouteComponent(() => import('./approvals/approvals-page.js'), 'ApprovalsPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/products',
    staticData: { action: 'readProducts' },
    validateSearch: filtersOf('text'),
    component: lazyRouteComponent(() => import('./office/products-page.js'), 'ProductsPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/products/new',
    staticData: { action: 'changeProducts' },
    component: lazyRouteComponent(() => import('./office/new-product-page.js'), 'NewProductPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/products/$productId',
    staticData: { action: 'readProducts' },
    component: lazyRouteComponent(() => import('./office/product-page.js'), 'ProductPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stock',
    staticData: { action: 'readStock' },
    component: lazyRouteComponent(() => import('./office/stock-page.js'), 'StockPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/deliveries',
    staticData: { action: 'readDeliveries' },
    validateSearch: filtersOf('supplier', 'from', 'to'),
    component: lazyRouteComponent(() => import('./office/deliveries-page.js'), 'DeliveriesPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/deliveries/new',
    staticData: { action: 'receiveDeliveries' },
    component: lazyRouteComponent(() => import('./office/new-delivery-page.js'), 'NewDeliveryPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/deliveries/$deliveryId',
    staticData: { action: 'readDeliveries' },
    component: lazyRouteComponent(() => import('./office/delivery-page.js'), 'DeliveryPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/overview',
    staticData: { action: 'readOverview' },
    validateSearch: filtersOf('of'),
    component: lazyRouteComponent(() => import('./office/overview-page.js'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/day',
    staticData: { action: 'readDays' },
    component: lazyRouteComponent(() => import('./day/day-page.js'), 'DayPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/journal',
    staticData: { action: 'readLedger' },
    validateSearch: filtersOf('account', 'kind', 'from', 'to'),
    component: lazyRouteComponent(() => import('./office/journal-page.js'), 'JournalPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/trial-balance',
    staticData: { action: 'readLedger' },
    component: lazyRouteComponent(() => import('./office/trial-balance-page.js'), 'TrialBalancePage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/days',
    staticData: { action: 'readDays' },
    component: lazyRouteComponent(() => import('./office/days-page.js'), 'DaysPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/controls',
    staticData: { action: 'readAudits' },
    component: lazyRouteComponent(() => import('./office/controls-page.js'), 'ControlsPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/operations',
    staticData: { action: 'readOperations' },
    validateSearch: filtersOf('condition'),
    component: lazyRouteComponent(() => import('./office/operations-page.js'), 'OperationsPage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stores/new',
    staticData: { action: 'openStores' },
    component: lazyRouteComponent(() => import('./office/new-store-page.js'), 'NewStorePage'),
  }),
  createRoute({
    getParentRoute: () => office,
    path: '/stores',
    staticData: { action: 'openStores' },
    component: lazyRouteComponent(() => import('./office/stores-page.js'), 'StoresPage'),
  }),
] as const;

/** The parts that pages are made of: for those who build them. */
const kitPages = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => root,
        path: '/kit',
        validateSearch: filtersOf('text', 'tone', 'minMinor', 'from'),
        component: lazyRouteComponent(async () => {
          const [gallery] = await Promise.all([import('./kit/gallery.js'), loadOfficeMessages()]);
          return gallery;
        }, 'KitGallery'),
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
