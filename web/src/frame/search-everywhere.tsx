import { Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import { useMessages } from '../i18n/messages.js';
import { useMay } from '../session.js';
import { NAVIGATION } from './pages.js';

interface Found {
  readonly id: string;
  readonly label: string;
  readonly about?: string | undefined;
  readonly open: () => void;
}

const SHORTEST = 2;
const EACH = '5';

/** Search over pages, documents and their sales by number, products and customers, opened by Ctrl+K from every page of the office. */
export default function SearchEverywhere() {
  const { t } = useMessages();
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), 200);
  const pages = usePages(text.trim());
  const documents = useDocuments(sought);
  const products = useProducts(sought);
  const customers = useCustomers(sought);
  const groups = [
    { name: t('frame.pages'), found: pages },
    { name: t('page.documents'), found: documents },
    { name: t('page.products'), found: products },
    { name: t('page.customers'), found: customers },
  ].filter(({ found }) => found.length > 0);
  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      shortcut={null} // the shell listens for it, also before this is loaded
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search placeholder={t('search.what')} aria-label={t('search.what')} />
      <Spotlight.ActionsList>
        {groups.map(({ name, found }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {found.map(({ id, label, about, open }) => (
              <Spotlight.Action key={id} label={label} {...(about ? { description: about } : {})} onClick={open} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{t('search.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function usePages(text: string): Found[] {
  const { t } = useMessages();
  const may = useMay();
  const navigate = useNavigate();
  return NAVIGATION.flatMap(({ pages }) => pages)
    .filter(({ action, name }) => may(action) && t(name).toLocaleLowerCase().includes(text.toLocaleLowerCase()))
    .map(({ to, name }) => ({ id: to, label: t(name), open: () => void navigate({ to }) }));
}

/** How a document number begins: its store's code, and a digit or a dash. */
const NUMBER = /^[a-z0-9]*[0-9-][a-z0-9-]*$/i;

function useDocuments(text: string): Found[] {
  const { t } = useMessages();
  const may = useMay();
  const navigate = useNavigate();
  const isNumber = text.length >= SHORTEST && NUMBER.test(text);
  const { data } = useQuery({
    queryKey: ['search', 'documents', text],
    queryFn: () => ask('GET /invoices', { query: { number: text, limit: EACH } }),
    enabled: isNumber && may('readDocuments'),
    retry: false, // a text that begins too many numbers is refused: it finds none
  });
  return (isNumber ? (data?.items ?? []) : []).map(({ invoiceId, number, type, saleId }) => ({
    id: invoiceId,
    label: number,
    about: t(`document.${type}`),
    open: () => void navigate({ to: '/sales/$saleId', params: { saleId } }),
  }));
}

function useProducts(text: string): Found[] {
  const may = useMay();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['search', 'products', text],
    queryFn: () => ask('GET /products', { query: { text, limit: EACH } }),
    enabled: text.length >= SHORTEST && may('readProducts'),
  });
  const items = text.length >= SHORTEST ? (data?.items ?? []) : [];
  return items.map(({ productId, name, sku }) => ({
    id: productId,
    label: name,
    about: sku,
    open: () => void navigate({ to: '/products/$productId', params: { productId } }),
  }));
}

function useCustomers(text: string): Found[] {
  const may = useMay();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['search', 'customers', text],
    queryFn: () => ask('GET /customers', { query: { text, limit: EACH } }),
    enabled: text.length >= SHORTEST && may('readCustomers'),
  });
  const items = text.length >= SHORTEST ? (data?.items ?? []) : [];
  return items.map(({ customerId, name, phone }) => ({
    id: customerId,
    label: name,
    about: phone,
    open: () => void navigate({ to: '/customers/$customerId', params: { customerId } }),
  }));
}
