/** HTTP for front ends. */
export { gatewayConfig, type GatewayConfig } from './config.js';
export { startGateway, type RunningGateway } from './gateway.js';
export { openApiDocument } from './http/openapi.js';
export { registeredRoutes, type RouteDefinition } from './http/route.js';
export { may, PERMISSIONS, type Action, type Permission } from './people/permissions.js';
export { PERSON_ROLES, type Person, type PersonRole } from './people/person.js';
