import type { Saga } from '../api/shapes.js';
import { useWords } from '../words/words.js';

/** The story of a saga as a time line in plain words, with a link to its history. */
export function Story({ saga, timeZone }: { saga: Saga; timeZone: string }) {
  const { t, maybe, time } = useWords();
  const stage = saga.stage && maybe(`stage.${saga.stage}`);
  return (
    <section className="story" aria-label={t(`saga.${saga.kind}`)}>
      <h3>
        {t(`saga.${saga.kind}`)} {stage && <span className="mark quiet">{stage}</span>}
      </h3>
      <ol>
        {saga.steps.map((step, index) => (
          <li key={index} data-state={step.state}>
            <span>
              {maybe(`step.${step.name}.${step.state}`) ?? maybe(`step.${step.name}`) ?? step.name}
              {step.state === 'refused' && ` ${t('step.refused')}`}
            </span>
            <time dateTime={step.at}>{time(step.at, timeZone)}</time>
          </li>
        ))}
        {saga.steps.length === 0 && <li className="quiet">{t('story.none')}</li>}
      </ol>
      {saga.history && (
        <a className="link" href={saga.history} target="_blank" rel="noreferrer">
          {t('story.history')}
        </a>
      )}
    </section>
  );
}
