import { Outlet, useMatches } from '@tanstack/react-router';
import { useMay } from '../session.js';
import { NotHere } from './not-here.js';

/** The page of the address, for those who may do what it is for; others are told so. */
export function PageOutlet() {
  const may = useMay();
  const action = useMatches({ select: (matches) => matches.at(-1)?.staticData.action });
  return (
    <main id="content" tabIndex={-1}>
      {action === undefined || may(action) ? <Outlet /> : <NotHere reason="forbidden" />}
    </main>
  );
}
