/** Where labels are on their paper; lengths in millimetres. */
export interface LabelFormat {
  readonly pageWidthMm: number;
  readonly pageHeightMm: number;
  readonly columns: number;
  readonly rows: number;
  readonly widthMm: number;
  readonly heightMm: number;
  /** From the edges of the page to the first label. */
  readonly leftMm: number;
  readonly topMm: number;
  /** From the left edge of a label to that of the next one in its row. */
  readonly stepMm: number;
}

const A4 = { pageWidthMm: 210, pageHeightMm: 297 } as const;

/** The papers that labels are printed on: A4 sheets of 24 and of 65 labels, and a roll. */
export const LABEL_FORMATS = {
  sheet3x8: { ...A4, columns: 3, rows: 8, widthMm: 70, heightMm: 37, leftMm: 0, topMm: 0.5, stepMm: 70 },
  sheet5x13: { ...A4, columns: 5, rows: 13, widthMm: 38.1, heightMm: 21.2, leftMm: 4.75, topMm: 10.7, stepMm: 40.6 },
  roll40x30: {
    ...{ pageWidthMm: 40, pageHeightMm: 30, columns: 1, rows: 1 },
    ...{ widthMm: 40, heightMm: 30, leftMm: 0, topMm: 0, stepMm: 40 },
  },
} as const satisfies Record<string, LabelFormat>;

/** A paper that labels are printed on. */
export type LabelFormatName = keyof typeof LABEL_FORMATS;

/** The place of a label on its page, from the top left corner, and its page; `first` labels of the first page are left free. */
export function placeOf(
  { columns, rows, leftMm, topMm, stepMm, heightMm }: LabelFormat,
  label: number,
  first = 0,
): { readonly page: number; readonly xMm: number; readonly yMm: number } {
  const at = label + first;
  const onPage = at % (columns * rows);
  return {
    page: Math.floor(at / (columns * rows)),
    xMm: leftMm + (onPage % columns) * stepMm,
    yMm: topMm + Math.floor(onPage / columns) * heightMm,
  };
}
