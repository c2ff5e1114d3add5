import type { App } from '../app.ts';
import type { Api } from './api.ts';

/** Every API of the app, with routes, authorizers, stages, usage plans and domains joined. */
export function apisOf(app: App): Api[] {
  return app.ofType('AWS::ApiGateway::RestApi').flatMap(() => []);
}
