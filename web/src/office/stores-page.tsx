import { Button, Paper, SimpleGrid } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useStores } from '../frame/store-choice.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { Page } from '../kit/page.js';
import { useMay } from '../session.js';
import { ChangeStore } from './change-store.js';

/** The stores of the company, as their documents name them. */
export function StoresPage() {
  const { t, money } = useMessages();
  const may = useMay();
  const { stores, error } = useStores();
  return (
    <Page
      title={t('page.stores')}
      tools={
        <>
          <Button component={Link} to="/stores/new">
            {t('store.new')}
          </Button>
          <CsvButton route="GET /stores" query={{}} name="stores" />
        </>
      }
    >
      <ProblemNote error={error} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {stores.map((store) => {
          const { storeId, code, name, address, currency, timeZone, legal } = store;
          const { pricesIncludeTax, cashRoundingMinor, scaleLayouts } = store;
          return (
            <Paper withBorder p="md" key={storeId} component="section" aria-label={name}>
              <h2>
                {name} <span className="quiet">{code}</span> {may('changeStores') && <ChangeStore store={store} />}
              </h2>
              <dl className="facts">
                {(
                  [
                    [t('customer.address'), address],
                    [t('store.currency'), currency],
                    [t('store.time-zone'), timeZone],
                    [t('store.tags'), t(pricesIncludeTax ? 'store.tags-with-tax' : 'store.tags-before-tax')],
                    [t('store.coin', { currency }), cashRoundingMinor > 1 && money(cashRoundingMinor, currency)],
                    [t('store.scales'), scaleLayouts.join(', ')],
                    [t('store.company'), [legal.companyName, legal.legalForm].filter(Boolean).join(', ')],
                    [t('customer.taxId'), legal.taxId],
                    [t('store.register'), legal.tradeRegister],
                  ] as const
                )
                  .filter(([, value]) => value)
                  .map(([fact, value]) => (
                    <div key={fact} className="fact">
                      <dt>{fact}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
              </dl>
            </Paper>
          );
        })}
      </SimpleGrid>
    </Page>
  );
}
