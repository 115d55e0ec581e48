import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { useMessages } from '../i18n/messages.js';

const FOUND = '10';
const AFTER_TYPING_MS = 200;

/** A supplier as it is typed, and its id where it was chosen from the list. */
export interface NamedSupplier {
  readonly supplierName: string;
  readonly supplierId: string;
}

/** The supplier of a delivery or an order: one of the list, found while it is typed, or what is typed. */
export function SupplierField({
  value: { supplierName, supplierId },
  onChange,
  how,
  error,
}: {
  value: NamedSupplier;
  onChange: (supplier: NamedSupplier) => void;
  /** How one is named, while none is chosen; without it, that any other name will do. */
  how?: string;
  error?: string | undefined;
}) {
  const { t } = useMessages();
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [sought] = useDebouncedValue(supplierName.trim(), AFTER_TYPING_MS);
  const { data } = useQuery({
    queryKey: ['search', 'suppliers', sought],
    queryFn: () => ask('GET /suppliers', { query: { limit: FOUND, text: sought } }),
    enabled: sought !== '' && supplierId === '',
  });
  const items = sought !== '' && supplierId === '' ? (data?.items ?? []) : [];
  return (
    <Combobox
      store={box}
      onOptionSubmit={(id) => {
        const chosen = items.find((one) => one.supplierId === id);
        if (chosen) onChange({ supplierName: chosen.name, supplierId: id });
        box.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          label={t('delivery.supplier')}
          description={supplierId === '' ? (how ?? t('delivery.supplier-how')) : t('delivery.supplier-chosen')}
          maxLength={120}
          value={supplierName}
          error={error}
          onChange={(event) => {
            onChange({ supplierName: event.currentTarget.value, supplierId: '' });
            box.openDropdown();
            box.resetSelectedOption();
          }}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={items.length === 0}>
        <Combobox.Options>
          {items.map(({ supplierId: id, name, phone, address }) => (
            <Combobox.Option value={id} key={id}>
              {name} <span className="quiet">{[phone, address?.city].filter(Boolean).join(' · ')}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
