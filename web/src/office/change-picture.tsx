import { Button, FileButton, Group, Paper } from '@mantine/core';
import { IconCamera, IconPhotoUp, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type DragEvent } from 'react';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { ProductPicture } from '../kit/product-picture.js';
import { useAct } from '../kit/use-act.js';
import { useMay } from '../session.js';
import { contentOf } from './file-content.js';

const TYPES = 'image/png,image/jpeg,image/webp';

/** The picture of a product; those who may change it choose a file, drop one, or take a photo with the phone. */
export function ChangePicture({ product }: { product: Product }) {
  const { t } = useMessages();
  const may = useMay();
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  const { productId } = product;
  const set = useAct({
    run: async (file: File | null, key) =>
      ask('POST /products/{productId}/picture', {
        params: { productId },
        body: { content: file && (await contentOf(file)) },
        key,
        withinMs: 120_000,
      }),
    onDone: (changed) => {
      queries.setQueryData(['product', productId], changed);
      void queries.invalidateQueries({ queryKey: ['list'] });
      void queries.invalidateQueries({ queryKey: ['search'] });
    },
  });
  const choose = (file: File | null): void => {
    if (file && !set.isPending) set.mutate(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0] ?? null);
  };
  if (!may('changeProducts') && !product.picture) return null;
  const picture = <ProductPicture product={product} size="full" />;
  if (!may('changeProducts')) return <Paper withBorder>{picture}</Paper>;
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={t('picture.title')}
      className="picture-drop"
      data-over={over || undefined}
      onDragOver={(event: DragEvent) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>{t('picture.title')}</h2>
      {picture}
      <p className="quiet">{t('picture.how')}</p>
      <Group>
        <FileButton onChange={choose} accept={TYPES}>
          {(props) => (
            <Button {...props} variant="default" loading={set.isPending} leftSection={<IconPhotoUp size={18} />}>
              {t('picture.choose')}
            </Button>
          )}
        </FileButton>
        <FileButton onChange={choose} accept={TYPES} capture="environment">
          {(props) => (
            <Button {...props} variant="default" disabled={set.isPending} leftSection={<IconCamera size={18} />}>
              {t('picture.photo')}
            </Button>
          )}
        </FileButton>
        {product.picture && (
          <Button
            variant="default"
            disabled={set.isPending}
            leftSection={<IconTrash size={18} />}
            onClick={() => set.mutate(null)}
          >
            {t('picture.remove')}
          </Button>
        )}
      </Group>
      <ProblemNote error={set.error} />
    </Paper>
  );
}
