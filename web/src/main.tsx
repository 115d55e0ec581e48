import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import './pages.css';
import './frame/frame.css';
import './print.css';
import { createTheme, DirectionProvider, MantineProvider, type CSSVariablesResolver } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/client.js';
import { subscribeToEvents, onEvent, onStreamOpen } from './api/event-stream.js';
import { startHeartbeat } from './api/connection.js';
import { refresh } from './api/refresh.js';
import type { Product } from './api/shapes.js';
import { registerServiceWorker } from './local-cache.js';
import { router } from './router.js';
import { session } from './session.js';
import { discardEarlyKeys, captureEarlyKeys } from './till/early-keys.js';
import { subscribeToLevels } from './till/stock.js';
import { initLanguage } from './i18n/messages.js';

const theme = createTheme({
  fontFamily: "'Inter Variable', 'Noto Sans Arabic Variable', system-ui, sans-serif",
  primaryColor: 'cyan',
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { transitionProps: { duration: 0 }, returnFocus: false } }, // the till sets the focus itself
    Button: { defaultProps: { loaderProps: { type: 'dots' } } },
  },
});

const HOVER = { '--mantine-color-cyan-filled-hover': '#095c6b', '--mantine-primary-color-filled-hover': '#095c6b' };

/** Secondary text with a contrast above 4.5 : 1 in both schemes. */
const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#495057',
    '--mantine-color-placeholder': '#5c636a',
    '--mantine-color-error': '#c92a2a',
    ...HOVER,
  },
  dark: {
    '--mantine-color-dimmed': '#b8bcc2',
    '--mantine-color-placeholder': '#a5abb1',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#66d9e8',
    ...HOVER,
  },
});

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (times, error) => times < 30 && !(error instanceof ApiProblem && !error.retryable),
      retryDelay: 1_000,
      staleTime: 2_000,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Whether what was read is a bundle that has the product in it. */
function isBundleWith(read: unknown, productId: string): boolean {
  const { parts } = (read ?? {}) as Partial<Product>;
  return Array.isArray(parts) && parts.some((part) => part.productId === productId);
}

const messages = initLanguage();
startHeartbeat();
registerServiceWorker();
subscribeToEvents();
captureEarlyKeys();
router.subscribe('onBeforeNavigate', ({ pathChanged }) => pathChanged && discardEarlyKeys());
subscribeToLevels();
onEvent(({ type, data }) => {
  const changed =
    type === 'inventory.stockChanged'
      ? [
          ['product', data.productId],
          ['batches', data.storeId, data.productId],
        ]
      : 'alertId' in data
        ? [['alerts'], ['list', 'GET /stock-alerts']]
        : [
            ['orders'],
            ['day'],
            ...('saleId' in data ? [['sales', data.saleId]] : []),
            ['list', 'GET /sales'],
            ['list', 'GET /orders'],
          ];
  for (const key of changed) void refresh(queries, key);
  if (type === 'inventory.stockChanged')
    void queries.invalidateQueries({ predicate: ({ state }) => isBundleWith(state.data, data.productId) });
});
onStreamOpen(() => void refresh(queries));
session.subscribe(() => {
  if (session.get()) return;
  queries.clear();
  void router.navigate({ to: '/sign-in', search: {} });
});

await messages;
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
