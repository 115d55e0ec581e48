/** HTTP for front ends. */
export { gatewayConfig, type GatewayConfig } from './config.js';
export { startGateway, type RunningGateway } from './gateway.js';
export { openApiDocument } from './http/openapi.js';
