import { Skeleton, Table } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { ProblemNote } from '../frame/problem-note.js';
import type { LoadedList } from './use-list.js';

/** A column: its head, and what it shows of a row. */
export interface Column<T> {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand at the end of the line, digits below digits. */
  readonly numeric?: boolean;
  /** Left out on narrow screens. */
  readonly wide?: boolean;
}

const ROW_HEIGHT = 41;
const AHEAD = 12;
const SKELETONS = [0, 1, 2, 3, 4, 5];

/** A list as a table: rows are rendered and loaded as far as they are looked at, so a hundred thousand of them scroll. */
export function DataTable<T>({
  label,
  list,
  columns,
  rowKey,
  empty,
  foot = [],
  whole = false,
}: {
  label: string;
  list: LoadedList<T>;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  /** What is said, and offered, where there is no row. */
  empty: ReactNode;
  /** Rows below the last one, such as a total: what they show in each column, by its id. */
  foot?: readonly Readonly<Record<string, ReactNode>>[];
  /** Renders every loaded row, to be printed. */
  whole?: boolean;
}) {
  const { rows, error, isLoading, hasMore, loadMore } = list;
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: AHEAD,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const visible = virtual.getVirtualItems();
  const shown = whole ? [] : visible;
  const indexes = whole ? rows.map((_row, index) => index) : visible.map(({ index }) => index);
  const last = visible.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) loadMore();
  }, [hasMore, last, rows.length, loadMore]);
  const above = whole ? 0 : (shown[0]?.start ?? 0) - virtual.options.scrollMargin;
  const below = virtual.getTotalSize() - ((shown.at(-1)?.end ?? 0) - virtual.options.scrollMargin);
  const classOf = ({ numeric, wide }: Column<T>): string => `${numeric ? 'number' : ''} ${wide ? 'wide-only' : ''}`;
  return (
    <>
      <ProblemNote error={error} />
      <div className="scroll" tabIndex={0} role="region" aria-label={label}>
        <Table aria-busy={isLoading && !error} aria-rowcount={hasMore ? -1 : rows.length + 1} className="data-table">
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.id} className={classOf(column)}>
                  {column.head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody ref={body}>
            {above > 0 && <Spacer height={above} columns={columns.length} />}
            {indexes.map((index) => {
              const row = rows[index];
              return row === undefined ? null : (
                <Table.Tr key={rowKey(row)} aria-rowindex={index + 2}>
                  {columns.map((column) => (
                    <Table.Td key={column.id} className={classOf(column)}>
                      {column.cell(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
            {below > 0 && shown.length > 0 && <Spacer height={below} columns={columns.length} />}
            {isLoading && !error && <Skeletons columns={columns.length} />}
          </Table.Tbody>
          {foot.length > 0 && rows.length > 0 && (
            <Table.Tfoot>
              {foot.map((cells, index) => (
                <Table.Tr key={index}>
                  {columns.map((column) => (
                    <Table.Th key={column.id} className={classOf(column)}>
                      {cells[column.id]}
                    </Table.Th>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tfoot>
          )}
        </Table>
        {!isLoading && !error && !hasMore && rows.length === 0 && <div className="empty">{empty}</div>}
      </div>
    </>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ blockSize: height, padding: 0, border: 0 }} />
    </tr>
  );
}

function Skeletons({ columns }: { columns: number }) {
  return SKELETONS.map((row) => (
    <Table.Tr key={row} aria-hidden>
      <Table.Td colSpan={columns}>
        <Skeleton height={18} />
      </Table.Td>
    </Table.Tr>
  ));
}
