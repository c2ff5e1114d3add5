import { drop } from './store.mjs';

await drop();
