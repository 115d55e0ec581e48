import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { contentOfRoute } from '../api/client.js';
import type { Product } from '../api/shapes.js';

type Size = 'thumbnail' | 'full';

/** The picture of a product, beside its name; nothing where it has none. Its address holds its hash, so it is read once. */
export function ProductPicture({
  product: { productId, picture },
  size = 'thumbnail',
}: {
  product: Pick<Product, 'productId' | 'picture'>;
  size?: Size;
}) {
  const pictureId = picture?.pictureId;
  const { data } = useQuery({
    queryKey: ['picture', productId, pictureId, size],
    queryFn: ({ signal }) =>
      contentOfRoute('GET /products/{productId}/pictures/{pictureId}', {
        params: { productId, pictureId },
        query: { size },
        signal,
      }),
    enabled: pictureId !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  const address = useAddress(data);
  if (!picture) return null;
  return <img className={`picture ${size}`} src={address} alt="" width={picture.width} height={picture.height} />;
}

/** The address of content in this page, as long as it is shown. */
function useAddress(content: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!content) return undefined;
    const made = URL.createObjectURL(content);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(undefined);
    };
  }, [content]);
  return address;
}
