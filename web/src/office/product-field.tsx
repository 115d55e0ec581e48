import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import { MIN_SEARCH_LENGTH, productOf, searchOf, untilAnswered } from '../till/look-up.js';
import { ScanQueue } from '../till/scan-queue.js';

/** A field for a scanner or for typing: a code and Enter, or a few letters of the name and a choice. Codes that come while one is looked up are looked up after it, in order. */
export function ProductField({
  label,
  onProduct,
  autoFocus = true,
}: {
  label: string;
  onProduct: (product: Product) => void;
  autoFocus?: boolean;
}) {
  const { t } = useMessages();
  const box = useCombobox();
  const [text, setText] = useState('');
  const latest = useRef(onProduct);
  useEffect(() => {
    latest.current = onProduct;
  });
  const [queue] = useState(
    () =>
      new ScanQueue(
        (product) => latest.current(product),
        async () => undefined, // products may be added at any time
      ),
  );
  const missed = useObservable(queue.entries).filter(({ state }) => state !== 'waiting');
  const [sought] = useDebouncedValue(text.trim(), 200);
  const searched = sought.length >= MIN_SEARCH_LENGTH;
  const found = useQuery({ ...searchOf(sought), enabled: searched });
  const take = (code: string): void => {
    setText('');
    box.closeDropdown();
    queue.push(code, (signal) => untilAnswered(signal, () => productOf(code)));
  };
  const items = searched ? (found.data?.items ?? []) : [];
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
            autoFocus={autoFocus}
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
      <ProblemNote error={missed.find(({ error }) => error)?.error} />
      <div role="status" className="missed-codes">
        {missed.length > 0 && (
          <>
            {t('product-field.unknown', { codes: missed.map((entry) => entry.text).join(', ') })}{' '}
            <button type="button" className="link-button" onClick={() => missed.forEach(({ id }) => queue.putAway(id))}>
              {t('product-field.put-away')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}
