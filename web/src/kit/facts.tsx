import { Paper, SimpleGrid } from '@mantine/core';

/** What is known of a record, for those who do not change it; what is not known is left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string | undefined])[] }) {
  return (
    <Paper withBorder p="md">
      <SimpleGrid cols={2} component="dl" className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </SimpleGrid>
    </Paper>
  );
}
