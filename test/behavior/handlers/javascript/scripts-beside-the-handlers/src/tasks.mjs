import { list } from './store.mjs';

export const handler = async () => ({ statusCode: 200, body: JSON.stringify(await list()) });
