import { Drawer, Kbd, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBarcode,
  IconBook,
  IconBox,
  IconBuildingStore,
  IconCash,
  IconCashRegister,
  IconCoins,
  IconCalendarStats,
  IconCalendarTime,
  IconCalendarDollar,
  IconCalendarX,
  IconMapPins,
  IconRoute,
  IconListDetails,
  IconChartBar,
  IconChecklist,
  IconClipboardList,
  IconFileInvoice,
  IconLock,
  IconMenu2,
  IconPercentage,
  IconReceipt,
  IconReceipt2,
  IconWebhook,
  IconTruckReturn,
  IconHourglassHigh,
  IconScale,
  IconSearch,
  IconShieldCheck,
  IconStack2,
  IconThumbUp,
  IconTrashX,
  IconTruckDelivery,
  IconUsers,
  IconListCheck,
  IconListNumbers,
  IconFileText,
  IconBooks,
  IconPencilPlus,
  IconBuildingBank,
  IconDiscount,
  IconFlag,
  IconCalendarCheck,
  IconFileExport,
  IconFileImport,
  IconTicket,
  IconBuilding,
  IconBuildingWarehouse,
  IconShoppingCartPlus,
  IconUserDollar,
  IconHourglass,
  IconReceiptTax,
  IconTags,
  IconTransfer,
  IconTrendingUp,
  type TablerIcon,
} from '@tabler/icons-react';
import { spotlight } from '@mantine/spotlight';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useMessages } from '../i18n/messages.js';
import { useMay } from '../session.js';
import { NAVIGATION, type NavigationPage, type PagePath } from './pages.js';
import { PageOutlet } from './page-outlet.js';
import { PersonTools } from './person-tools.js';
import { SkipLink } from './skip-link.js';
import { useStores } from './store-choice.js';
import { StoreSelect } from './store-select.js';

const StockBell = lazy(() => import('./stock-bell.js'));
const SearchEverywhere = lazy(() => import('./search-everywhere.js'));

const ICONS: Readonly<Record<PagePath, TablerIcon>> = {
  '/till': IconCash,
  '/till-reports': IconCashRegister,
  '/sales': IconReceipt,
  '/payments': IconCoins,
  '/orders': IconClipboardList,
  '/documents': IconFileInvoice,
  '/guarantees': IconShieldCheck,
  '/products': IconBox,
  '/categories': IconTags,
  '/price-lists': IconDiscount,
  '/imports': IconFileImport,
  '/labels': IconTicket,
  '/stock': IconStack2,
  '/deliveries': IconTruckDelivery,
  '/purchase-orders': IconShoppingCartPlus,
  '/transfers': IconTransfer,
  '/stock-counts': IconBarcode,
  '/write-offs': IconTrashX,
  '/alerts': IconAlertTriangle,
  '/what-to-order': IconListCheck,
  '/stock-ages': IconCalendarTime,
  '/stock-card': IconListDetails,
  '/stock-values': IconCalendarDollar,
  '/expiring': IconCalendarX,
  '/stock-places': IconMapPins,
  '/stock-traces': IconRoute,
  '/suppliers': IconBuildingWarehouse,
  '/supplier-bills': IconReceipt2,
  '/supplier-returns': IconTruckReturn,
  '/aged-payables': IconHourglassHigh,
  '/customers': IconUsers,
  '/approvals': IconThumbUp,
  '/overview': IconChartBar,
  '/day': IconCalendarStats,
  '/journal': IconBook,
  '/trial-balance': IconScale,
  '/margin': IconPercentage,
  '/accounts': IconListNumbers,
  '/account-statement': IconFileText,
  '/general-ledger': IconBooks,
  '/entry': IconPencilPlus,
  '/movement': IconBuildingBank,
  '/opening': IconFlag,
  '/periods': IconCalendarCheck,
  '/fec': IconFileExport,
  '/companies': IconBuilding,
  '/customer-statement': IconUserDollar,
  '/aged-receivables': IconHourglass,
  '/tax': IconReceiptTax,
  '/profit-and-loss': IconTrendingUp,
  '/days': IconLock,
  '/controls': IconChecklist,
  '/operations': IconArrowsExchange,
  '/webhooks': IconWebhook,
  '/stores': IconBuildingStore,
};
/** On a phone so many pages are at the bottom of the screen, the others behind a button. */
const BOTTOM_PAGES = 3;

/** The office: navigation at the side, on a phone at the bottom; store, person and the page. */
export function OfficeShell() {
  const { t } = useMessages();
  const may = useMay();
  const [menu, { open, close }] = useDisclosure(false);
  useHotkeys([['mod + K', spotlight.open]], []); // from every field too
  const navigate = useNavigate();
  const { stores, isLoaded } = useStores();
  const isEmpty = isLoaded && stores.length === 0 && may('openStores');
  useEffect(() => {
    if (isEmpty) void navigate({ to: '/stores/new' }); // nothing else can be done before there is a store
  }, [isEmpty, navigate]);
  const groups = NAVIGATION.map(({ name, pages }) => ({
    name,
    pages: pages.filter(({ action }) => may(action)),
  })).filter(({ pages }) => pages.length > 0);
  const all = groups.flatMap(({ pages }) => pages);
  return (
    <div className="office">
      <SkipLink />
      <aside className="office-side">
        <span className="brand">Comptoir</span>
        <nav aria-label={t('frame.pages')}>
          <Groups groups={groups} />
        </nav>
      </aside>
      <div className="office-main">
        <header className="office-head">
          <StoreSelect />
          <UnstyledButton className="search-everywhere" onClick={spotlight.open}>
            <IconSearch size={18} stroke={1.5} aria-hidden />
            <span>{t('search.title')}</span>
            <Kbd>Ctrl K</Kbd>
          </UnstyledButton>
          <div className="frame-tools">
            {may('readStock') && (
              <Suspense>
                <StockBell />
              </Suspense>
            )}
            <PersonTools />
          </div>
        </header>
        <PageOutlet />
      </div>
      <nav className="office-bottom" aria-label={t('frame.pages')}>
        {all.slice(0, BOTTOM_PAGES).map((page) => (
          <PageLink key={page.to} page={page} />
        ))}
        <UnstyledButton className="nav-link" onClick={open}>
          <IconMenu2 size={20} stroke={1.5} aria-hidden />
          <span>{t('frame.more')}</span>
        </UnstyledButton>
      </nav>
      <Suspense>
        <SearchEverywhere />
      </Suspense>
      <Drawer
        opened={menu}
        onClose={close}
        title={t('frame.pages')}
        closeButtonProps={{ 'aria-label': t('dialog.close') }}
      >
        <nav className="office-drawer" onClick={close}>
          <Groups groups={groups} />
        </nav>
      </Drawer>
    </div>
  );
}

function Groups({ groups }: { groups: typeof NAVIGATION }) {
  const { t } = useMessages();
  return groups.map(({ name, pages }) => (
    <section key={name} aria-label={t(name)}>
      <h2 className="nav-group">{t(name)}</h2>
      {pages.map((page) => (
        <PageLink key={page.to} page={page} />
      ))}
    </section>
  ));
}

function PageLink({ page: { to, name } }: { page: NavigationPage }) {
  const { t } = useMessages();
  const Icon = ICONS[to];
  return (
    <Link to={to} className="nav-link" title={t(name)}>
      <Icon size={20} stroke={1.5} aria-hidden />
      <span>{t(name)}</span>
    </Link>
  );
}
