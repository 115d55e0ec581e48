import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';

/** The product with this barcode or SKU; undefined where none has it. */
async function productOfCode(code: string): Promise<Product | undefined> {
  const byBarcode = await ask('GET /products', { query: { barcode: code } });
  if (byBarcode.items[0]) return byBarcode.items[0];
  const bySku = await ask('GET /products', { query: { sku: code } });
  return bySku.items[0];
}

/** A field for a scanner or for typing: a code and Enter, or a few letters of the name and a choice. Codes that come while one is looked up are looked up after it, in order. */
export function ProductField({ label, onProduct }: { label: string; onProduct: (product: Product) => void }) {
  const { t } = useMessages();
  const box = useCombobox();
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>();
  const [queue] = useState(() => ({ last: Promise.resolve() }));
  const [sought] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['product-field', sought],
    queryFn: () => ask('GET /products', { query: { text: sought, limit: '8' } }),
    enabled: sought.length > 1,
  });
  const take = (code: string): void => {
    setText('');
    box.closeDropdown();
    queue.last = queue.last.then(async () => {
      try {
        const product = await productOfCode(code);
        setError(undefined);
        if (product) onProduct(product);
        else setUnknown((codes) => [...codes, code]);
      } catch (failure) {
        setError(failure);
        setUnknown((codes) => [...codes, code]); // it is not lost: it can be scanned again
      }
    });
  };
  const items = sought.length > 1 ? (found.data?.items ?? []) : [];
  return (
    <div>
      <Combobox
        store={box}
        onOptionSubmit={(productId) => {
          const product = items.find((one) => one.productId === productId);
          if (product) onProduct(product);
          setText('');
          box.closeDropdown();
        }}
      >
        <Combobox.Target>
          <TextInput
            label={label}
            description={t('product-field.how')}
            value={text}
            autoFocus
            onChange={(event) => {
              setText(event.currentTarget.value);
              box.openDropdown();
              box.resetSelectedOption();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || box.getSelectedOptionIndex() >= 0) return;
              event.preventDefault();
              if (text.trim()) take(text.trim());
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={items.length === 0}>
          <Combobox.Options>
            {items.map(({ productId, name, sku }) => (
              <Combobox.Option value={productId} key={productId}>
                {name} <span className="quiet">{sku}</span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <ProblemNote error={error} />
      <div role="status" className="unknown-codes">
        {unknown.length > 0 && (
          <>
            {t('product-field.unknown', { codes: unknown.join(', ') })}{' '}
            <button type="button" className="link-button" onClick={() => setUnknown([])}>
              {t('product-field.put-away')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}
