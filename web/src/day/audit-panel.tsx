import { Button, Paper } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, ask } from '../api/client.js';
import type { AuditReport } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages, type MessageKey } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';

/** Equations whose sides are amounts of money. */
const AMOUNTS = new Set([6, 7]);

/** Runs the audit and polls for its report. */
async function runAudit(key: string): Promise<AuditReport> {
  const answer = await ask('POST /audit', { key });
  if ('checked' in answer) return answer;
  const auditId = answer.watch.split('/').at(-1) ?? '';
  for (;;) {
    try {
      return await ask('GET /audit/{auditId}', { params: { auditId } });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.code !== 'audit.unknown') throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The last report; null where no audit has been run. */
async function lastAudit(): Promise<AuditReport | null> {
  try {
    return await ask('GET /audit', {});
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === 'audit.unknown') return null;
    throw error;
  }
}

/** The last audit, each equation with both its sides, and the button that runs it again. */
export function AuditPanel({ timeZone }: { timeZone: string }) {
  const { t, moment } = useMessages();
  const queries = useQueryClient();
  const last = useQuery({ queryKey: ['audit'], queryFn: lastAudit });
  const audit = useAct({
    run: (_input: void, key) => runAudit(key),
    onDone: (done) => queries.setQueryData(['audit'], done),
  });
  const report = audit.isPending ? undefined : last.data;
  return (
    <Paper withBorder className="records audit">
      <div className="page-head">
        <h2>{t('audit.title')}</h2>
        <Button loading={audit.isPending} onClick={() => audit.mutate()}>
          {t('audit.run')}
        </Button>
      </div>
      <ProblemNote error={audit.error ?? last.error} />
      {!report && (
        <p className="quiet" role="status">
          {t(audit.isPending ? 'audit.running' : 'audit.how')}
        </p>
      )}
      {report && (
        <p role="status">
          <span className={report.ok ? 'mark good' : 'mark bad'} data-testid="audit-result">
            {t(report.ok ? 'audit.passed' : 'audit.failed')}
          </span>{' '}
          <span className="quiet">{moment(report.finishedAt, timeZone)}</span>
        </p>
      )}
      <ol className="equations">
        {report?.checked.map((one) => (
          <Equation key={one.invariant} one={one} report={report} />
        ))}
      </ol>
    </Paper>
  );
}

function Equation({ one, report }: { one: AuditReport['checked'][number]; report: AuditReport }) {
  const { t } = useMessages();
  const breaks = report.breaks.filter((found) => found.invariant === one.invariant);
  return (
    <li value={one.invariant}>
      <div className="equation-head">
        <span>{t(`equation.${one.invariant}` as MessageKey)}</span>
        <span className={one.breaks === 0 ? 'mark good' : 'mark bad'}>
          {one.breaks === 0 ? t('audit.holds', { count: one.checked }) : t('audit.breaks', { count: one.breaks })}
        </span>
      </div>
      {one.left !== undefined && <Sides left={one.left} right={one.right} amounts={AMOUNTS.has(one.invariant)} />}
      {one.underWay > 0 && <div className="quiet">{t('audit.under-way', { count: one.underWay })}</div>}
      {breaks.map((found, index) => (
        <div key={index} className="mark bad">
          {found.message}
          <Sides left={found.left} right={found.right} />
          <small>{found.ids.join(', ')}</small>
        </div>
      ))}
    </li>
  );
}

/** Both sides; amounts are written as money where all stores use one currency. */
function Sides({ left, right, amounts = false }: { left: unknown; right: unknown; amounts?: boolean }) {
  const { money } = useMessages();
  const currencies = new Set(useStores().stores.map((store) => store.currency));
  const [currency] = currencies;
  const formatSide = (side: unknown): string =>
    amounts && currency && currencies.size === 1 && typeof side === 'number'
      ? money(side, currency)
      : JSON.stringify(side);
  return (
    <code className="sides">
      {formatSide(left)} = {formatSide(right)}
    </code>
  );
}
