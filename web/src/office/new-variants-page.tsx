import { Button, Checkbox, Group, Paper, Stack, Table, TagsInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { variantsOf } from '../till/look-up.js';
import { combinationsOf, skuFor, variantWith, type Option } from './variant-grid.js';

const MOST_OPTIONS = 3;
const MOST_VARIANTS = 100;

/** Adds variants to a product: its options, and a grid of what they make together. */
export function NewVariantsPage() {
  const { t } = useMessages();
  const { productId } = useParams({ from: '/office/products/$productId/variants' });
  const product = useQuery({
    queryKey: ['product', productId],
    queryFn: () => ask('GET /products/{productId}', { params: { productId } }),
  });
  const variants = useQuery(variantsOf(productId));
  return (
    <Page title={t('variant.add')} about={product.data?.name}>
      <ProblemNote error={product.error ?? variants.error} />
      {product.data && variants.data && (
        <Grid key={product.data.revision} parent={product.data} present={variants.data.items} />
      )}
    </Page>
  );
}

/** What is typed for a combination; what is not typed is proposed. */
interface Typed {
  readonly isLeftOut?: boolean;
  readonly sku?: string;
  readonly barcode?: string;
}

function Grid({ parent, present }: { parent: Product; present: readonly Product[] }) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fixed = parent.variantOptions;
  const [options, setOptions] = useState<readonly Option[]>(fixed ?? [{ name: '', values: [] }]);
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const set = (at: number, option: Option): void => setOptions(options.with(at, option));
  const whole = options.filter(({ name, values }) => name.trim() !== '' && values.length > 0);
  const isWhole = whole.length === options.length;
  const count = whole.reduce((product, { values }) => product * values.length, 1);
  const rows =
    isWhole && count <= MOST_VARIANTS ? combinationsOf(whole).filter((one) => !variantWith(present, one)) : [];
  const keyOf = (values: readonly string[]): string => JSON.stringify(values);
  const chosen = rows.filter((values) => !typed[keyOf(values)]?.isLeftOut);
  const skuOf = (values: readonly string[]): string => typed[keyOf(values)]?.sku ?? skuFor(parent.sku, whole, values);
  const add = useAct({
    run: (_nothing: undefined, key) =>
      ask('POST /products/{productId}/variants', {
        params: { productId: parent.productId },
        body: {
          revision: parent.revision,
          options: whole.map(({ name, values }) => ({ name: name.trim(), values: [...values] })),
          variants: chosen.map((values) => {
            const barcode = typed[keyOf(values)]?.barcode?.trim();
            return { values, sku: skuOf(values).trim(), barcodes: barcode ? [barcode] : [] };
          }),
        },
        key,
      }),
    onDone: async () => {
      // first: the grid begins anew with what is left once the product is read again, and would not let anybody leave it
      await navigate({ to: '/products/$productId', params: { productId: parent.productId } });
      await Promise.all(
        ['product', 'variants', 'list', 'search'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      );
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) add.mutate(undefined);
      }}
      noValidate
    >
      <Stack>
        <Paper withBorder p="md">
          {options.map(({ name, values }, at) => (
            <Group key={at} grow align="flex-start">
              <TextInput
                label={t('variant.option', { number: at + 1 })}
                description={t('variant.option-how')}
                maxLength={40}
                value={name}
                disabled={fixed !== undefined}
                onChange={(event) => set(at, { name: event.currentTarget.value, values })}
              />
              <TagsInput
                label={t('variant.values', { number: at + 1 })}
                description={t('variant.values-how')}
                value={[...values]}
                maxTags={MOST_VARIANTS}
                onChange={(next) => {
                  const kept = fixed?.[at]?.values ?? [];
                  set(at, { name, values: [...kept, ...next.filter((value) => !kept.includes(value))] });
                }}
              />
            </Group>
          ))}
          {!fixed && options.length < MOST_OPTIONS && (
            <Button variant="subtle" onClick={() => setOptions([...options, { name: '', values: [] }])}>
              {t('variant.add-option')}
            </Button>
          )}
        </Paper>
        {isWhole && count > MOST_VARIANTS && (
          <p role="alert">{t('variant.too-many', { count, most: MOST_VARIANTS })}</p>
        )}
        {rows.length > 0 && (
          <Paper withBorder p="md" className="scroll">
            <Table aria-label={t('variant.grid')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('variant.one')}</Table.Th>
                  <Table.Th>{t('product.sku')}</Table.Th>
                  <Table.Th>{t('product.barcodes')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((values) => {
                  const key = keyOf(values);
                  const name = values.join(' / ');
                  const change = (next: Typed): void => setTyped({ ...typed, [key]: { ...typed[key], ...next } });
                  const isLeftOut = typed[key]?.isLeftOut ?? false;
                  return (
                    <Table.Tr key={key}>
                      <Table.Td>
                        <Checkbox
                          label={name}
                          checked={!isLeftOut}
                          onChange={(event) => change({ isLeftOut: !event.currentTarget.checked })}
                        />
                      </Table.Td>
                      <Table.Td>
                        <TextInput
                          aria-label={t('variant.sku-of', { name })}
                          maxLength={40}
                          disabled={isLeftOut}
                          value={skuOf(values)}
                          onChange={(event) => change({ sku: event.currentTarget.value })}
                        />
                      </Table.Td>
                      <Table.Td>
                        <TextInput
                          aria-label={t('variant.barcode-of', { name })}
                          maxLength={32}
                          disabled={isLeftOut}
                          value={typed[key]?.barcode ?? ''}
                          onChange={(event) => change({ barcode: event.currentTarget.value })}
                        />
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </Paper>
        )}
        <FormEnd
          error={add.error}
          isDirty={chosen.length > 0 && !add.isSuccess}
          isSaving={add.isPending}
          isReady={chosen.length > 0}
          save={t('variant.create', { count: chosen.length })}
        />
      </Stack>
    </form>
  );
}
