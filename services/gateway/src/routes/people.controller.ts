import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { id, pageOf } from '@comptoir/contracts';
import { peopleTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { People } from '../people/people.js';
import { storesOf } from '../people/permissions.js';
import { personView } from '../people/person.js';

const listPeople = route({
  method: 'GET',
  path: '/people',
  tag: 'people',
  summary: 'Names and roles of those who work in a store, or in the stores that the person may see.',
  action: 'readPeople',
  query: z.strictObject({ ...pageQuery, storeId: id('store').optional() }),
  reply: pageOf(personView.omit({ storeIds: true })),
  csv: peopleTable,
});

/** The people who sign in, for whoever reads what they did. */
@Controller()
export class PeopleController {
  constructor(private readonly people: People) {}

  @Serves(listPeople)
  async listPeople(@Checked() call: Call<typeof listPeople>) {
    const { storeId, cursor, limit } = call.query;
    const storeIds = storeId === undefined ? (storesOf(call.person, call.action) ?? null) : [storeId];
    const found = await this.people.list(storeIds, { cursor, limit: limit + 1 });
    const items = found.slice(0, limit).map(({ userId, name, role }) => ({ userId, name, role }));
    return found.length > limit ? { items, nextCursor: items.at(-1)?.userId } : { items };
  }
}
