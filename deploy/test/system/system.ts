export { eventually, startTestSystem, type ApiAnswer, type TestSystem } from '../../src/test-system.js';
