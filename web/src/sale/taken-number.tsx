import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../api/client.js';
import { useMessages } from '../i18n/messages.js';

/** Who has the number that was refused because another customer has it; nothing for other errors. */
export function TakenNumber({ error }: { error: unknown }) {
  const { t } = useMessages();
  if (!(error instanceof ApiProblem) || error.problem.code !== 'customer.identifier-taken') return null;
  const { customerId, name } = error.problem.details as { customerId: string; name: string };
  return (
    <Link className="link" to="/customers/$customerId" params={{ customerId }}>
      {t('customer.taken-by', { name })}
    </Link>
  );
}
