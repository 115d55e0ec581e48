import type { Product } from '../api/shapes.js';

/** An option of a product, such as a size, with its values. */
export interface Option {
  readonly name: string;
  readonly values: readonly string[];
}

/** Every combination of the values of options, the last option changing first. */
export function combinationsOf(options: readonly Option[]): string[][] {
  return options.reduce<string[][]>(
    (before, { values }) => before.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  );
}

/** The variant that has these values. */
export function variantWith(variants: readonly Product[], values: readonly string[]): Product | undefined {
  return variants.find(
    ({ variantOf }) =>
      variantOf?.values.length === values.length && variantOf.values.every((one, at) => one === values[at]),
  );
}

/** Variants in rows and columns: a column for each value of the last option, a row for each combination of the others. */
export function gridOf(
  options: readonly Option[],
  variants: readonly Product[],
): { columns: readonly string[]; rows: { label: string; cells: (Product | undefined)[] }[] } {
  const columns = options.at(-1)?.values ?? [];
  const rows = combinationsOf(options.slice(0, -1)).map((values) => ({
    label: values.join(' / '),
    cells: columns.map((value) => variantWith(variants, [...values, value])),
  }));
  return { columns, rows };
}

/** A SKU that is proposed for a variant: that of the parent with the letters and digits of its values. */
export function skuFor(parentSku: string, options: readonly Option[], values: readonly string[]): string {
  const parts = values.map((value, at) => {
    const letters = value
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .toUpperCase();
    return letters || String((options[at]?.values.indexOf(value) ?? 0) + 1);
  });
  return [parentSku, ...parts].join('-').slice(0, 40);
}
