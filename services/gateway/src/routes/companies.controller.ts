import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { catalog, companyView, id } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { companyTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ServiceClient } from '../service-client.js';

const tag = 'catalog';
const companyParams = z.strictObject({ companyId: id('company') });

const createCompany = route({
  method: 'POST',
  path: '/companies',
  tag,
  summary: catalog.createCompany.summary,
  action: 'changeCompanies',
  status: 201,
  body: catalog.createCompany.input.omit({ companyId: true }),
  reply: companyView,
});
const listCompanies = route({
  method: 'GET',
  path: '/companies',
  tag,
  summary: catalog.listCompanies.summary,
  action: 'readCompanies',
  reply: z.object({ items: z.array(companyView) }),
  csv: companyTable,
});
const readCompany = route({
  method: 'GET',
  path: '/companies/{companyId}',
  tag,
  summary: catalog.readCompany.summary,
  action: 'readCompanies',
  params: companyParams,
  reply: companyView,
});
const changeCompany = route({
  method: 'PATCH',
  path: '/companies/{companyId}',
  tag,
  summary: catalog.changeCompany.summary,
  action: 'changeCompanies',
  params: companyParams,
  body: catalog.changeCompany.input.omit({ companyId: true }),
  reply: companyView,
});

/** Companies and their legal identities. */
@Controller()
export class CompaniesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(createCompany)
  createCompany(@Checked() call: Call<typeof createCompany>) {
    return this.services.ask(call, catalog.createCompany, { companyId: mint('company'), ...call.body });
  }

  @Serves(listCompanies)
  listCompanies(@Checked() call: Call<typeof listCompanies>) {
    return this.services.ask(call, catalog.listCompanies, {});
  }

  @Serves(readCompany)
  readCompany(@Checked() call: Call<typeof readCompany>) {
    return this.services.ask(call, catalog.readCompany, call.params);
  }

  @Serves(changeCompany)
  changeCompany(@Checked() call: Call<typeof changeCompany>) {
    return this.services.ask(call, catalog.changeCompany, { ...call.params, ...call.body });
  }
}
