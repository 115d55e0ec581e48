import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Frame } from './frame/frame.js';
import { firstPage, canSee, session, type Part } from './session.js';

const root = createRootRoute({ component: Frame });

/** Allows only roles that may see the part; others are redirected to sign-in or to their start page. */
function requireAccess(part: Part) {
  return ({ location }: { location: { href: string } }): void => {
    const person = session.get()?.person;
    if (!person) throw redirect({ to: '/sign-in', search: { from: location.href } });
    if (!canSee(person.role, part)) throw redirect({ to: firstPage(person.role) });
  };
}

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      const person = session.get()?.person;
      throw person ? redirect({ to: firstPage(person.role) }) : redirect({ to: '/sign-in', search: {} });
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in/sign-in-page.js'), 'SignInPage'),
    validateSearch: (search: Record<string, unknown>): { from?: string } =>
      typeof search['from'] === 'string' && /^\/(?!\/)/.test(search['from']) ? { from: search['from'] } : {},
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/till',
    beforeLoad: requireAccess('till'),
    component: lazyRouteComponent(() => import('./till/till-page.js'), 'TillPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sales',
    beforeLoad: requireAccess('sales'),
    component: lazyRouteComponent(() => import('./sale/sales-page.js'), 'SalesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sales/$saleId',
    beforeLoad: requireAccess('sales'),
    component: lazyRouteComponent(() => import('./sale/sale-page.js'), 'SalePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals',
    beforeLoad: requireAccess('approvals'),
    component: lazyRouteComponent(() => import('./approvals/approvals-page.js'), 'ApprovalsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/day',
    beforeLoad: requireAccess('day'),
    component: lazyRouteComponent(() => import('./day/day-page.js'), 'DayPage'),
  }),
] as const;

/** The addresses of the pages. */
export const router = createRouter({
  routeTree: root.addChildren([...routes]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
