import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** A row of a table of figures. */
export interface FiguresRow {
  readonly key: string;
  readonly name: ReactNode;
  /** In the order of the heads. */
  readonly figures: readonly string[];
}

/** Figures by name, all of them at once, with their totals below; on a phone each figure stands beside its head. */
export function FiguresTable({
  label,
  name,
  heads,
  rows,
  totals = [],
}: {
  /** What the table is called for those who cannot see it. */
  label: string;
  /** The head of the first column. */
  name: string;
  heads: readonly string[];
  rows: readonly FiguresRow[];
  totals?: readonly FiguresRow[];
}) {
  return (
    <Table className="rows-stack" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{name}</Table.Th>
          {heads.map((head) => (
            <Table.Th key={head} className="number">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Td>{row.name}</Table.Td>
            {row.figures.map((figure, at) => (
              <Table.Td key={heads[at]} className="number" data-label={heads[at]}>
                {figure}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      {totals.length > 0 && (
        <Table.Tfoot>
          {totals.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th>{row.name}</Table.Th>
              {row.figures.map((figure, at) => (
                <Table.Th key={heads[at]} className="number" data-label={heads[at]}>
                  {figure}
                </Table.Th>
              ))}
            </Table.Tr>
          ))}
        </Table.Tfoot>
      )}
    </Table>
  );
}
