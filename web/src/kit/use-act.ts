import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiProblem, newKey } from '../api/client.js';

/**
 * A request that writes. Its idempotency key stays the same until the outcome is known: asked again after a lost answer or
 * a fault, it is not done twice. What was refused has done nothing, so the corrected request gets a new key.
 */
export function useAct<Input, Reply>({
  run,
  onDone,
  onFailed,
}: {
  run: (input: Input, key: string) => Promise<Reply>;
  onDone?: (reply: Reply) => unknown;
  onFailed?: (error: unknown) => void;
}) {
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (input: Input) => run(input, key.current),
    onSuccess: (reply) => {
      key.current = newKey();
      return onDone?.(reply);
    },
    onError: (error) => {
      if (error instanceof ApiProblem && !error.retryable) key.current = newKey();
      onFailed?.(error);
    },
  });
}
