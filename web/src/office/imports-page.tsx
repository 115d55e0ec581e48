import { FileInput, Group, NativeSelect, Paper, Text } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Import } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { contentOf } from './file-content.js';
import { IMPORT_KINDS, RIGHT_OF_KIND, type ImportKind } from './import-kinds.js';

const route = getRouteApi('/office/imports');

const UPLOAD_WITHIN_MS = 120_000;

/** Records from a file: what it has is chosen, then the file, and those of the last days are found again. */
export function ImportsPage() {
  const { t } = useMessages();
  const may = useMay();
  const kinds = IMPORT_KINDS.filter((kind) => may(RIGHT_OF_KIND[kind]));
  const { kind: asked } = route.useSearch() as { kind?: string };
  const navigate = useNavigate();
  const kind = kinds.find((one) => one === asked) ?? kinds[0];
  return (
    <Page title={t('page.imports')}>
      <NativeSelect
        label={t('import.kind')}
        value={kind}
        onChange={(event) => void navigate({ to: '/imports', search: { kind: event.currentTarget.value } as never })}
        data={kinds.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
      />
      {kind && <ImportsOfKind key={kind} kind={kind} />}
    </Page>
  );
}

function ImportsOfKind({ kind }: { kind: ImportKind }) {
  const { t, moment } = useMessages();
  const { store } = useStores();
  const navigate = useNavigate();
  const list = useList(`GET /imports/${kind}`, {});
  const upload = useAct({
    run: async (file: File, key) => {
      const sent = { fileName: file.name.slice(-200), content: await contentOf(file) };
      const options = { key, withinMs: UPLOAD_WITHIN_MS };
      if (kind !== 'opening-stock') return ask(`POST /imports/${kind}`, { body: sent, ...options });
      return ask('POST /imports/opening-stock', { body: { ...sent, storeId: store!.storeId }, ...options });
    },
    onDone: ({ importId }) => navigate({ to: '/imports/$kind/$importId', params: { kind, importId } }),
  });
  const columns: Column<Import>[] = [
    {
      id: 'file',
      head: t('import.file'),
      cell: ({ importId, fileName }) => (
        <Link className="link" to="/imports/$kind/$importId" params={{ kind, importId }}>
          {fileName}
        </Link>
      ),
    },
    { id: 'at', head: t('import.at'), wide: true, cell: ({ createdAt }) => moment(createdAt, undefined) },
    { id: 'rows', head: t('import.rows'), numeric: true, cell: ({ rows }) => rows },
    { id: 'state', head: t('import.state'), cell: ({ state }) => t(`import.state.${state}`) },
  ];
  return (
    <>
      <Paper withBorder p="md">
        {kind === 'opening-stock' && <p>{t('import.into', { store: store?.name ?? '' })}</p>}
        <Group align="flex-end">
          <FileInput
            label={t(`import.choose.${kind}`)}
            placeholder={t('import.none-chosen')}
            accept=".csv,.xlsx"
            disabled={upload.isPending || (kind === 'opening-stock' && !store)}
            onChange={(file) => file && upload.mutate(file)}
          />
          {upload.isPending && <Text role="status">{t('import.sending')}</Text>}
        </Group>
        <p className="quiet">{t(`import.how.${kind}`)}</p>
        <ProblemNote error={upload.error} />
      </Paper>
      <DataTable
        label={t('page.imports')}
        list={list}
        columns={columns}
        rowKey={({ importId }) => importId}
        empty={t('import.none')}
      />
    </>
  );
}
