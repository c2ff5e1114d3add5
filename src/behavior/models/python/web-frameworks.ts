import type { Invocation } from '../../host.ts';
import type { Abstract, ModelValue } from '../../value.ts';
import { isCallable } from '../../values/values.ts';
import { application, fromPath, runApplication, theEvent } from './application.ts';
import { argument, fn, harmless, moduleModel, passThrough } from './build.ts';

const app = (label: string): ModelValue => fn(label, () => application(label, fromPath));

/** FastAPI and Starlette: `Depends(f)` stands for what `f` gives. */
function fastApi(): ModelValue {
  const depends = fn('Depends', (invocation) => {
    const dependency = argument(invocation, 0, 'dependency');
    return isCallable(dependency) ? invocation.host.maybe(() => invocation.host.call(dependency, [], { at: invocation.at })) : dependency;
  });
  return moduleModel('fastapi', {
    FastAPI: app('FastAPI'),
    APIRouter: app('APIRouter'),
    Starlette: app('Starlette'),
    Depends: depends,
    Security: depends,
  });
}

/** Chalice: the functions it is given are handlers themselves, or called by route. */
function chalice(): ModelValue {
  const make = fn('Chalice', () => application('Chalice', theEvent));
  return moduleModel('chalice', { Chalice: make, Blueprint: make });
}

/** An adapter gives a handler, or is given the event at once; both run the application. */
function adapter(specifier: string, maker: string, atOnce: readonly string[]): ModelValue {
  const run = (application: Abstract, invocation: Invocation, event: Abstract): Abstract => {
    runApplication(application, event, { argumentOf: fromPath, host: invocation.host, at: invocation.at });
    return harmless(specifier, 'response');
  };
  const handler = fn(maker, (made) => {
    const application = argument(made, 0, 'app');
    return fn('handler', (invocation) => run(application, invocation, argument(invocation, 0, 'event')));
  });
  const direct = atOnce.map((name): [string, Abstract] => [
    name,
    fn(name, (invocation) => run(argument(invocation, 0, 'app'), invocation, argument(invocation, 1, 'event'))),
  ]);
  return moduleModel(specifier, { [maker]: handler, ...Object.fromEntries(direct) });
}

/** Frameworks by their package. */
export const WEB_FRAMEWORKS: Readonly<Record<string, () => Abstract>> = {
  fastapi: fastApi,
  starlette: fastApi,
  flask: () => moduleModel('flask', { Flask: app('Flask'), Blueprint: app('Blueprint') }),
  flask_openapi3: () => moduleModel('flask_openapi3', { OpenAPI: app('OpenAPI'), APIBlueprint: app('APIBlueprint') }),
  flask_cors: () => moduleModel('flask_cors', { cross_origin: passThrough('cross_origin') }),
  chalice,
  mangum: () => adapter('mangum', 'Mangum', []),
  awsgi: () => adapter('awsgi', 'handler', ['response']),
  awsgi2: () => adapter('awsgi2', 'handler', ['response']),
  aws_wsgi: () => adapter('aws_wsgi', 'handler', ['response']),
  serverless_wsgi: () => adapter('serverless_wsgi', 'handler', ['handle_request']),
  apig_wsgi: () => adapter('apig_wsgi', 'make_lambda_handler', []),
};
