import type { Saga } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { useMay } from '../session.js';

/** The progress of a saga as a time line, with a link to its history for those who look after the operation. */
export function Progress({ saga, timeZone }: { saga: Saga; timeZone: string }) {
  const { t, lookup, time } = useMessages();
  const may = useMay();
  const stage = saga.stage && lookup(`stage.${saga.stage}`);
  return (
    <section className="progress" aria-label={t(`saga.${saga.kind}`)}>
      <h3>
        {t(`saga.${saga.kind}`)} {stage && <span className="mark quiet">{stage}</span>}
      </h3>
      <ol>
        {saga.steps.map((step, index) => (
          <li key={index} data-state={step.state}>
            <span>
              {lookup(`step.${step.name}.${step.state}`) ?? lookup(`step.${step.name}`) ?? step.name}
              {step.state === 'refused' && ` ${t('step.refused')}`}
            </span>
            <time dateTime={step.at}>{time(step.at, timeZone)}</time>
          </li>
        ))}
        {saga.steps.length === 0 && <li className="quiet">{t('progress.none')}</li>}
      </ol>
      {saga.history && may('readOperations') && (
        <a className="link" href={saga.history} target="_blank" rel="noreferrer">
          {t('progress.history')}
        </a>
      )}
    </section>
  );
}
