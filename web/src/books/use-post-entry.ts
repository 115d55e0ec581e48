import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Entry } from '../api/shapes.js';
import { errorText } from '../i18n/problem-text.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { attachmentOf } from './attachment.js';
import { entryErrors } from './entry-errors.js';

type Body = Api['POST /entries']['body'];
type Sent = Omit<Body, 'attachment'> & { readonly file: File | null; readonly indexes: readonly number[] };

/** Posts an entry of a person and shows it; a refusal goes to the fields that it is about. */
export function usePostEntry(setErrors: (errors: Record<string, string>) => void) {
  const messages = useMessages();
  const navigate = useNavigate();
  const refresh = useBooksChanged();
  const indexes = useRef<readonly number[]>([]);
  return useAct({
    run: async ({ file, indexes: sent, ...body }: Sent, key): Promise<Entry> => {
      indexes.current = sent;
      const attachment = file ? await attachmentOf(file) : undefined;
      return ask('POST /entries', { body: { ...body, ...(attachment ? { attachment } : {}) }, key });
    },
    onFailed: (error) => setErrors(entryErrors(error, indexes.current, errorText(messages, error).message)),
    onDone: async ({ entryId }) => {
      await refresh();
      void navigate({ to: '/journal/$entryId', params: { entryId } });
    },
  });
}

/** What the pages have read of the ledger is read again. */
export function useBooksChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    const ofBooks = ['list', 'entry', 'opening', 'ledger', 'trial-balance', 'report', 'chart'];
    await Promise.all(ofBooks.map((name) => queries.invalidateQueries({ queryKey: [name] })));
  };
}
