import { Button, FileInput, Group, Table } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { saveFile } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { csvFaults, type CsvFault } from './csv-faults.js';

/** Chooses a CSV file of these columns, saves an empty one, and shows what is wrong with the chosen one. */
export function CsvChooser({
  label,
  columns,
  templateName,
  error,
  onChosen,
}: {
  label: string;
  columns: string;
  templateName: string;
  /** Why the chosen file was refused. */
  error: unknown;
  onChosen: (file: File | null) => void;
}) {
  const { t } = useMessages();
  const [file, setFile] = useState<File | null>(null);
  const faults = csvFaults(error);
  return (
    <>
      <Group align="flex-end">
        <FileInput
          className="csv-file"
          label={label}
          placeholder={t('opening.file-none')}
          accept=".csv,text/csv"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            onChosen(chosen);
          }}
        />
        <Button
          variant="default"
          leftSection={<IconFileDownload size={18} stroke={1.5} />}
          onClick={() => saveFile(new Blob([`\uFEFF${columns}\r\n`], { type: 'text/csv' }), templateName)}
        >
          {t('opening.template')}
        </Button>
      </Group>
      <ProblemNote error={error} />
      {faults.length > 0 && <Faults faults={faults} />}
    </>
  );
}

function Faults({ faults }: { faults: readonly CsvFault[] }) {
  const { t } = useMessages();
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('opening.faults')}>
      <Table aria-label={t('opening.faults')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="number">{t('opening.line')}</Table.Th>
            <Table.Th>{t('opening.column')}</Table.Th>
            <Table.Th>{t('opening.fault')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.map(({ line, column, fault }) => (
            <Table.Tr key={`${line}/${column}/${fault}`}>
              <Table.Td className="number">{line}</Table.Td>
              <Table.Td>{column}</Table.Td>
              <Table.Td>{fault}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
