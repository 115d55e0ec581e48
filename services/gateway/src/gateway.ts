import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  connectMongo,
  connectNats,
  ensureCollections,
  makeCaller,
  makeLog,
  mint,
  nestLogger,
  pause,
  type Stoppable,
} from '@comptoir/kit';
import { CONFIG, type GatewayConfig } from './config.js';
import { CsvInterceptor } from './csv/csv-interceptor.js';
import { Events } from './events.js';
import { notSignedIn, RouteGuard } from './http/guard.js';
import type { Call, RouteDefinition } from './http/route.js';
import { API_PREFIX } from './http/openapi.js';
import { problemOf, ProblemFilter } from './http/problem.js';
import { RequestKeys } from './http/request-keys.js';
import { servePages } from './pages.js';
import { addFirstOwner } from './people/first-owner.js';
import { Digests } from './notices/digests.js';
import { Imports } from './imports/imports.js';
import { openNotices } from './notices/notices.js';
import { Webhooks } from './notices/webhooks.js';
import { People } from './people/people.js';
import { permissionOf } from './people/permissions.js';
import { forPerson } from './people/projection.js';
import { Setup } from './people/setup.js';
import { Tokens } from './people/tokens.js';
import { Measures } from './measures.js';
import { ServiceClient } from './service-client.js';
import { AuditController } from './routes/audit.controller.js';
import { AuthController } from './routes/auth.controller.js';
import { BooksController } from './routes/books.controller.js';
import { CatalogController } from './routes/catalog.controller.js';
import { CategoriesController } from './routes/categories.controller.js';
import { PICTURE_UPLOAD, PicturesController } from './routes/pictures.controller.js';
import { VariantsController } from './routes/variants.controller.js';
import { PriceListsController } from './routes/price-lists.controller.js';
import { CompaniesController } from './routes/companies.controller.js';
import { CustomersController } from './routes/customers.controller.js';
import { DayController } from './routes/day.controller.js';
import { DocumentsController } from './routes/documents.controller.js';
import { EventsController } from './routes/events.controller.js';
import { HealthController } from './routes/health.controller.js';
import { IMPORT_CONTROLLERS, UPLOADS } from './routes/imports.controller.js';
import { LabelsController } from './routes/labels.controller.js';
import { OperationsController } from './routes/operations.controller.js';
import { OrderingController } from './routes/ordering.controller.js';
import { OrdersController } from './routes/orders.controller.js';
import { ParkingController } from './routes/parking.controller.js';
import { OverviewController } from './routes/overview.controller.js';
import { NoticePreferencesController } from './routes/notice-preferences.controller.js';
import { PaymentsController } from './routes/payments.controller.js';
import { PeopleController } from './routes/people.controller.js';
import { EarningsController } from './routes/earnings.controller.js';
import { ReportsController } from './routes/reports.controller.js';
import { ReturnsController } from './routes/returns.controller.js';
import { SalesController } from './routes/sales.controller.js';
import { OpeningStockController } from './routes/opening-stock.controller.js';
import { StockAgesController } from './routes/stock-ages.controller.js';
import { DeliveryCorrectionsController } from './routes/delivery-corrections.controller.js';
import { StockCardsController } from './routes/stock-cards.controller.js';
import { StockExpiriesController } from './routes/stock-expiries.controller.js';
import { StockPlacesController } from './routes/stock-places.controller.js';
import { StockTracesController } from './routes/stock-traces.controller.js';
import { StockValuesController } from './routes/stock-values.controller.js';
import { StockAlertsController } from './routes/stock-alerts.controller.js';
import { StockController } from './routes/stock.controller.js';
import { ProgressController } from './routes/progress.controller.js';
import { PayablesController } from './routes/payables.controller.js';
import { PurchaseOrdersController } from './routes/purchase-orders.controller.js';
import { SupplierBillsController } from './routes/supplier-bills.controller.js';
import { SupplierReturnsController } from './routes/supplier-returns.controller.js';
import { StockCountsController } from './routes/stock-counts.controller.js';
import { SuppliersController } from './routes/suppliers.controller.js';
import { TransfersController } from './routes/transfers.controller.js';
import { TillsController } from './routes/tills.controller.js';
import { WriteOffsController } from './routes/write-offs.controller.js';
import { WebhooksController } from './routes/webhooks.controller.js';
import { Sagas } from './sagas.js';
import { SoldOut } from './sold-out.js';

const CONTROLLERS = [
  AuthController,
  BooksController,
  CatalogController,
  CategoriesController,
  ...IMPORT_CONTROLLERS,
  PriceListsController,
  VariantsController,
  PicturesController,
  LabelsController,
  CompaniesController,
  StockController,
  OpeningStockController,
  SuppliersController,
  PurchaseOrdersController,
  SupplierBillsController,
  SupplierReturnsController,
  PayablesController,
  TransfersController,
  WriteOffsController,
  StockCountsController,
  OrderingController,
  StockAlertsController,
  StockAgesController,
  StockCardsController,
  StockExpiriesController,
  StockPlacesController,
  StockTracesController,
  StockValuesController,
  DeliveryCorrectionsController,
  WebhooksController,
  NoticePreferencesController,
  CustomersController,
  SalesController,
  ReturnsController,
  OrdersController,
  ParkingController,
  DocumentsController,
  AuditController,
  EventsController,
  HealthController,
  OperationsController,
  DayController,
  OverviewController,
  PeopleController,
  ProgressController,
  EarningsController,
  ReportsController,
  PaymentsController,
  TillsController,
];
const BODY_LIMIT = 1_048_576;
/** How long requests in flight may take to finish at shutdown. */
const DRAIN_MS = 8_000;

/** A running gateway. */
export interface RunningGateway extends Stoppable {
  readonly url: string;
}

/** Starts the gateway: its database of people and keys, NATS, Temporal, then HTTP. */
export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const log = makeLog('gateway', config.LOG_LEVEL);
  const installation = config.COMPTOIR_INSTALLATION;
  const connection = await connectMongo(config.COMPTOIR_MONGO_URL, `${installation}_gateway`);
  const people = new People(connection);
  const tokens = new Tokens(connection);
  const keys = new RequestKeys(connection);
  const setup = new Setup(connection, people);
  const webhooks = new Webhooks(connection, log, { allowPrivate: config.COMPTOIR_WEBHOOKS_PRIVATE === '1' });
  const notices = openNotices(connection, people, webhooks, config, log);
  const imports = new Imports(connection, log);
  await ensureCollections(connection);
  await tokens.open();
  await people.seed(config.COMPTOIR_SEED_USERS, log);
  await addFirstOwner(people, config, log);
  await setup.offer(config);
  const nats = await connectNats(config.COMPTOIR_NATS_URL, `${installation}.gateway`);
  const sagas = Sagas.open(
    config.COMPTOIR_TEMPORAL_ADDRESS,
    config.COMPTOIR_TEMPORAL_NAMESPACE,
    installation,
    config.COMPTOIR_ANSWER_WITHIN_MS,
    config.COMPTOIR_TEMPORAL_UI,
  );
  const caller = makeCaller(nats, installation);
  const services = new ServiceClient(caller);
  await notices.start(nats, installation, caller);
  imports.start(caller);
  const events = new Events(nats, installation, log);

  class GatewayModule {}
  Module({
    controllers: CONTROLLERS,
    providers: [
      { provide: CONFIG, useValue: config },
      { provide: People, useValue: people },
      { provide: Setup, useValue: setup },
      { provide: Tokens, useValue: tokens },
      { provide: ServiceClient, useValue: services },
      { provide: Measures, useValue: new Measures(services) },
      { provide: Sagas, useValue: sagas },
      { provide: Events, useValue: events },
      { provide: Webhooks, useValue: webhooks },
      { provide: Imports, useValue: imports },
      { provide: Digests, useValue: notices.digests },
      { provide: SoldOut, useValue: new SoldOut(nats, installation, log) },
      { provide: 'log', useValue: log },
    ],
  })(GatewayModule);
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, requestTimeout: 30_000, forceCloseConnections: 'idle' });
  takeFiles(adapter, tokens);
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule, adapter, {
    logger: nestLogger(log),
    abortOnError: false,
    bodyParser: false,
  });
  app.setGlobalPrefix(API_PREFIX);
  app.useGlobalGuards(new RouteGuard(new Reflector(), tokens, keys));
  app.useGlobalInterceptors(new CsvInterceptor(new Reflector()));
  app.useGlobalFilters(new ProblemFilter(log));
  adapter.getInstance().addHook('preSerialization', async (request, _reply, payload) => {
    const { call } = request as { call?: Call<RouteDefinition> };
    return call && !permissionOf(call.action).open ? forPerson(call.person, payload) : payload;
  });
  await servePages(app);
  await app.listen(config.PORT, config.COMPTOIR_HOST);
  log.info({ url: await app.getUrl() }, 'ready');
  return {
    url: await app.getUrl(),
    async stop() {
      events.end();
      const closed = app.close();
      const overdue = new AbortController();
      await Promise.race([closed, pause(DRAIN_MS, overdue.signal)]);
      overdue.abort();
      adapter.getHttpServer().closeAllConnections(); // what is still open after the time limit is cut
      await closed;
      await notices.stop();
      await imports.stop();
      await sagas.close();
      await nats.drain();
      await connection.close();
    },
  };
}

/** The addresses that take files, as the server names them, with the size of their requests. */
const FILE_ADDRESSES = new Map(
  [...UPLOADS, PICTURE_UPLOAD].map(({ path, bodyLimit }) => [
    API_PREFIX + path.replaceAll(/\{(\w+)\}/g, ':$1'),
    bodyLimit,
  ]),
);

/** Lets some addresses take files, which are larger than other requests; whoever is not signed in sends none. */
function takeFiles(adapter: FastifyAdapter, tokens: Tokens): void {
  adapter.getInstance().addHook('onRoute', (options) => {
    const bodyLimit = FILE_ADDRESSES.get(options.url);
    if (options.method !== 'POST' || bodyLimit === undefined) return;
    options.bodyLimit = bodyLimit;
    options.onRequest = async (request, reply) => {
      const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
      if (scheme === 'Bearer' && (await tokens.verify(token))) return;
      const { status, ...problem } = problemOf(notSignedIn(), mint('event'));
      await reply
        .status(status)
        .header('www-authenticate', 'Bearer')
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify({ status, ...problem }));
    };
  });
}
