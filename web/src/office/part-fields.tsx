import { Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Product } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { ProductField } from './product-field.js';
import type { ProductFields } from './product-form.js';
import { oneMore, oneOf, TypedGoodsTable } from './typed-goods.js';

/** The parts of a bundle: of a new product, or of one that is a bundle; the last part of that one stays. */
export function PartFields({
  form,
  product,
}: {
  form: UseFormReturnType<ProductFields>;
  product?: Product | undefined;
}) {
  const { t } = useMessages();
  if (product && !product.parts) return null;
  const { parts } = form.values;
  const add = (part: Product): void => {
    const known = form.getValues().parts; // a scan may be looked up before the last one is on the screen
    const index = known.findIndex((one) => one.productId === part.productId);
    if (index >= 0) form.setFieldValue(`parts.${index}.quantity`, oneMore(known[index]!));
    else form.insertListItem('parts', oneOf(part));
  };
  const remove = (index: number): void => {
    if (!product || parts.length > 1) form.removeListItem('parts', index);
  };
  return (
    <Stack component="section" aria-label={t('product.parts')} gap="xs">
      <ProductField
        label={t(parts.length === 0 ? 'product.parts-none' : 'product.parts-add')}
        onProduct={add}
        autoFocus={false}
      />
      {parts.length > 0 && (
        <TypedGoodsTable
          lines={parts}
          quantityOf={(index) => form.getInputProps(`parts.${index}.quantity`)}
          remove={remove}
          heads={null}
          cells={() => null}
        />
      )}
      {parts.length > 0 && <p className="quiet">{t('product.parts-how')}</p>}
    </Stack>
  );
}
