import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Transfer } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useAct } from '../kit/use-act.js';

/** A transfer with its parcels and all that moved. */
export function useTransfer(transferId: string) {
  return useQuery({
    queryKey: ['transfer', transferId],
    queryFn: () => ask('GET /transfers/{transferId}', { params: { transferId } }),
  });
}

/** The other stores that goods of a store can go to and come from. */
export function otherStoresOf(storeId: string) {
  return {
    queryKey: ['transfer-stores', storeId],
    queryFn: () => ask('GET /transfers/stores', { query: { storeId } }),
    staleTime: 300_000,
  };
}

/** Something that is done to a transfer, after which what pages know of it is read again. */
export function useTransferAct<Input>(
  run: (input: Input, key: string) => Promise<Transfer>,
  done: (transfer: Transfer) => unknown,
) {
  const queries = useQueryClient();
  return useAct({
    run,
    onDone: async (transfer) => {
      await queries.invalidateQueries({ queryKey: ['transfer', transfer.transferId] });
      await queries.invalidateQueries({ queryKey: ['list'] });
      await done(transfer);
    },
    onFailed: () => void queries.invalidateQueries({ queryKey: ['transfer'] }), // somebody else may have been faster
  });
}

/** Whether the person works in the store that sends a transfer, and in the one that it comes to. */
export function useSides(transfer: Pick<Transfer, 'fromStoreId' | 'toStoreId'> | undefined): {
  sends: boolean;
  receives: boolean;
} {
  const { stores } = useStores();
  const works = (storeId: string | undefined): boolean => stores.some((one) => one.storeId === storeId);
  return { sends: works(transfer?.fromStoreId), receives: works(transfer?.toStoreId) };
}
