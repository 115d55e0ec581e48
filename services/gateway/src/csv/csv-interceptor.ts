import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, of, type Observable } from 'rxjs';
import type { Page } from '../http/newest-of.js';
import { ROUTE, type Call, type RouteDefinition } from '../http/route.js';
import { forPerson } from '../people/projection.js';
import { csvStream } from './csv-stream.js';
import { columnsFor } from './table.js';
import { sheetOf, workbookOf, XLSX } from './workbook.js';

const CSV = 'text/csv';
/** Rows of a page: as many as a list may have. */
const LIMIT = 200;

type Query = { readonly cursor?: string };

/**
 * Answers a list that is asked for with `Accept: text/csv` as CSV, from the cursor to its end. Each page is what the same
 * route answers as JSON to the same person: filters, stores and costs are those of the list. With the media type of a
 * workbook it is answered as XLSX, of 100,000 rows at most.
 */
@Injectable()
export class CsvInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const table = this.reflector.get<RouteDefinition | undefined>(ROUTE, context.getHandler())?.csv;
    const request = context.switchToHttp().getRequest<FastifyRequest & { call: Call<RouteDefinition> }>();
    const accept = request.method === 'GET' ? (request.headers.accept ?? '') : '';
    const isWorkbook = accept.includes(XLSX);
    if (!table || !(isWorkbook || accept.includes(CSV))) return next.handle();
    const { call } = request;
    const query = (call.query ?? {}) as Query;
    const pageAt = async (cursor: string | undefined): Promise<Page<unknown>> => {
      request.call = { ...call, query: { ...query, limit: table.pageRows ?? LIMIT, cursor } as never };
      const reply = forPerson(call.person, await firstValueFrom(next.handle()));
      return table.itemsOf ? { items: table.itemsOf(reply) } : (reply as Page<unknown>);
    };
    const first = await pageAt(query.cursor);
    const shown = { ...table, columns: columnsFor(call.person, table) };
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (isWorkbook) {
      const workbook = await workbookOf(await sheetOf(shown, first, pageAt));
      void reply
        .header('content-type', XLSX)
        .header('content-disposition', `attachment; filename="${table.file}.xlsx"`);
      return of(workbook);
    }
    void reply
      .header('content-type', `${CSV}; charset=utf-8; header=present`)
      .header('content-disposition', `attachment; filename="${table.file}.csv"`);
    return of(csvStream(shown, first, pageAt));
  }
}
