import { Paper, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Company } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { Page } from '../kit/page.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { IdentityForm, NewCompanyForm } from './company-forms.js';

/** The companies that stores belong to, with their legal identities. */
export function CompaniesPage() {
  const { t } = useMessages();
  const may = useMay();
  const { data, error } = useQuery({ queryKey: ['companies'], queryFn: () => ask('GET /companies', {}) });
  return (
    <Page
      title={t('page.companies')}
      tools={
        <>
          {may('changeCompanies') && (
            <ActDialog label={t('company.new')} title={t('company.new')}>
              {(done) => <NewCompanyForm done={done} />}
            </ActDialog>
          )}
          <CsvButton route="GET /companies" query={{}} name="companies" />
        </>
      }
    >
      <ProblemNote error={error} />
      {data?.items.length === 0 && <p className="empty">{t('company.none')}</p>}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {data?.items.map((company) => (
          <CompanyCard key={company.companyId} company={company} />
        ))}
      </SimpleGrid>
    </Page>
  );
}

function CompanyCard({ company }: { company: Company }) {
  const { t } = useMessages();
  const may = useMay();
  const { stores } = useStores();
  const { companyId, legal, profile, identities } = company;
  const own = stores.filter((one) => one.companyId === companyId).map(({ code, name }) => `${name} (${code})`);
  const facts = [
    [t('store.legal-form'), legal.legalForm],
    [t('customer.taxId'), legal.taxId],
    [t('store.register'), legal.tradeRegister],
    [t('company.profile'), t(`company.profile.${profile}`)],
    [t('page.stores'), own.join(', ')],
  ] as const;
  const title = t('company.change', { name: legal.companyName });
  return (
    <Paper withBorder p="md" component="section" aria-label={legal.companyName}>
      <h2>{legal.companyName}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([fact, value]) => (
            <div key={fact} className="fact">
              <dt>{fact}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <h3>{t('company.identities')}</h3>
      <ul className="plain">
        {identities.toReversed().map((one) => (
          <li key={`${one.from}/${one.setAt}`}>
            <span>{[one.legal.companyName, one.legal.legalForm].filter(Boolean).join(', ')}</span>
            <span className="quiet">{t('company.from-day', { day: one.from })}</span>
          </li>
        ))}
      </ul>
      {may('changeCompanies') && (
        <ActDialog small label={t('company.change-act')} name={title} title={title}>
          {(done) => <IdentityForm key={company.revision} company={company} done={done} />}
        </ActDialog>
      )}
    </Paper>
  );
}
