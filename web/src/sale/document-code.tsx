import { queryOptions, useQuery } from '@tanstack/react-query';

/** The bars of a document’s number; their maker is loaded with the first document that is shown. */
export function documentCode(number: string) {
  return queryOptions({
    queryKey: ['document-code', number],
    queryFn: async () => (await import('./code-128.js')).code128Svg(number),
    staleTime: Infinity,
    retry: false, // a print does not wait for it
  });
}

/** The number of a document as a code to scan; nothing while its maker is loaded. */
export function DocumentCode({ number }: { number: string }) {
  const { data } = useQuery(documentCode(number));
  if (data === undefined) return null;
  return <div className="receipt-code" role="img" aria-label={number} dangerouslySetInnerHTML={{ __html: data }} />;
}
