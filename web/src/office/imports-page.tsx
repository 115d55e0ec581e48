import { FileInput, Group, Paper, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Import } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { useList } from '../kit/use-list.js';
import { contentOf } from './file-content.js';

const UPLOAD_WITHIN_MS = 120_000;

/** Products from a file: one is chosen here, and those of the last days are found again. */
export function ImportsPage() {
  const { t, moment } = useMessages();
  const navigate = useNavigate();
  const list = useList('GET /imports/products', {});
  const upload = useAct({
    run: async (file: File, key) =>
      ask('POST /imports/products', {
        body: { fileName: file.name.slice(-200), content: await contentOf(file) },
        key,
        withinMs: UPLOAD_WITHIN_MS,
      }),
    onDone: ({ importId }) => navigate({ to: '/imports/$importId', params: { importId } }),
  });
  const columns: Column<Import>[] = [
    {
      id: 'file',
      head: t('import.file'),
      cell: ({ importId, fileName }) => (
        <Link className="link" to="/imports/$importId" params={{ importId }}>
          {fileName}
        </Link>
      ),
    },
    { id: 'at', head: t('import.at'), wide: true, cell: ({ createdAt }) => moment(createdAt) },
    { id: 'rows', head: t('import.rows'), numeric: true, cell: ({ rows }) => rows },
    { id: 'state', head: t('import.state'), cell: ({ state }) => t(`import.state.${state}`) },
  ];
  return (
    <Page title={t('page.imports')}>
      <Paper withBorder p="md">
        <Group align="flex-end">
          <FileInput
            label={t('import.choose')}
            placeholder={t('import.none-chosen')}
            accept=".csv,.xlsx"
            disabled={upload.isPending}
            onChange={(file) => file && upload.mutate(file)}
          />
          {upload.isPending && <Text role="status">{t('import.sending')}</Text>}
        </Group>
        <p className="quiet">{t('import.how')}</p>
        <ProblemNote error={upload.error} />
      </Paper>
      <DataTable
        label={t('page.imports')}
        list={list}
        columns={columns}
        rowKey={({ importId }) => importId}
        empty={t('import.none')}
      />
    </Page>
  );
}
