import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

/** A page of the office: its title, also of the tab; what belongs beside it; its content. */
export function Page({
  title,
  about,
  tools,
  children,
}: {
  title: string;
  /** A short addition to the title: a number, a store, a state. */
  about?: ReactNode;
  /** Buttons of the page. */
  tools?: ReactNode;
  children: ReactNode;
}) {
  useDocumentTitle(`${title} · Comptoir`);
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1} size="h2">
          {title}
        </Title>
        {about !== undefined && <span className="quiet">{about}</span>}
        {tools && <div className="page-tools">{tools}</div>}
      </div>
      {children}
    </div>
  );
}
