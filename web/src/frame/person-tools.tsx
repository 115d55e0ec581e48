import { lazy, Suspense } from 'react';
import { useMay } from '../session.js';
import { PersonMenu } from './person-menu.js';

const Bell = lazy(() => import('./bell.js'));

/** The end of the bar of both shells: the bell of those who answer requests, and the person's menu. */
export function PersonTools() {
  const may = useMay();
  return (
    <>
      {may('approve') && (
        <Suspense>
          <Bell />
        </Suspense>
      )}
      <PersonMenu />
    </>
  );
}
