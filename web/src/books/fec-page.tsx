import { Button, NativeSelect, Paper, Stack } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask, download } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';

/** The file of entries that French tax law asks for: a company and a year. */
export function FecPage() {
  const { t } = useMessages();
  const filters = useFilters<'companyId' | 'year'>();
  const { data, error } = useQuery({ queryKey: ['companies'], queryFn: () => ask('GET /companies', {}) });
  const companies = data?.items ?? [];
  const company = companies.find((one) => one.companyId === filters.values.companyId) ?? companies[0];
  const thisYear = new Date().getUTCFullYear();
  const firstYear = company ? Number(company.createdAt.slice(0, 4)) : thisYear;
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_none, before) => String(thisYear - before));
  const year = years.find((one) => one === filters.values.year) ?? String(thisYear);
  const save = useMutation({
    mutationFn: (companyId: string) =>
      download('GET /companies/{companyId}/fec', { params: { companyId }, query: { year } }),
  });
  return (
    <Page title={t('page.fec')}>
      <p className="quiet">{t('fec.what')}</p>
      <ProblemNote error={error} />
      <Paper withBorder p="md" className="form">
        <Stack align="flex-start">
          <NativeSelect
            label={t('report.company')}
            value={company?.companyId ?? ''}
            onChange={(event) => filters.set('companyId', event.currentTarget.value)}
            data={companies.map(({ companyId, legal, profile }) => ({
              value: companyId,
              label: [legal.companyName, legal.tradeRegister ?? legal.taxId ?? profile].join(' · '),
            }))}
          />
          <NativeSelect
            label={t('fec.year')}
            value={year}
            onChange={(event) => filters.set('year', event.currentTarget.value)}
            data={years}
          />
          <ProblemNote error={save.error}>
            <p>
              <Link className="link" to="/companies">
                {t('page.companies')}
              </Link>
            </p>
          </ProblemNote>
          <Button
            leftSection={<IconFileDownload size={18} stroke={1.5} />}
            disabled={!company}
            loading={save.isPending}
            onClick={() => company && save.mutate(company.companyId)}
          >
            {t('fec.save', { year })}
          </Button>
        </Stack>
      </Paper>
    </Page>
  );
}
