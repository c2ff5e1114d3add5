import { operationOf, serviceOfV3Package, v3ClientClass } from '../../../../data/sdk.ts';
import type { ModuleModel } from '../../../program.ts';
import type { Abstract } from '../../../value.ts';
import { presume } from '../../../values/copied-models.ts';
import { ANY_PROPERTY, classModel, moduleModel, unknownClass } from '../build.ts';
import { aggregated, clientClass, clientConfigOf, MODULAR } from './client.ts';
import { commandClass, unknownCommandClass } from './command.ts';
import { paginated, waited } from './paginate.ts';
import type { Target } from './paginate.ts';

/** `@aws-sdk/client-<suffix>`; undefined when the suffix is of no service. */
export function clientPackage(suffix: string): ModuleModel | undefined {
  const service = serviceOfV3Package(suffix);
  if (service === undefined) return undefined;
  return () => {
    // One value for each export, so that a class is the same wherever it is imported.
    const made = new Map<string, Abstract | undefined>();
    return moduleModel(`@aws-sdk/client-${suffix}`, {}, (key) => {
      if (key === ANY_PROPERTY) return unknownClass(`@aws-sdk/client-${suffix}`);
      if (!made.has(key)) made.set(key, exported(key, service));
      return made.get(key);
    });
  };
}

/** The config of `{ client }`, the first argument of paginators and waiters. */
export const ofClientOption: Target = (options, host, at) => clientConfigOf(host.get(options, 'client', at));

function exported(name: string, service: string): Abstract | undefined {
  const [clientName, aggregatedName] = v3ClientClass(service);
  // `CloudWatchEvents` is EventBridge's former package, which keeps its own class.
  if (name === aggregatedName || name === 'CloudWatchEvents') return clientClass(name, service, aggregated(service));
  if (name === clientName) return clientClass(name, service, MODULAR);
  if (/^[A-Z].*Client$/.test(name)) return presume(clientClass(name, service, MODULAR));
  if (name.endsWith('Command')) {
    const operation = operationOf(service, name.slice(0, -'Command'.length));
    return operation === undefined ? presume(unknownCommandClass(name)) : commandClass(name, service, operation);
  }
  return paginated(service, name, ofClientOption) ?? waited(service, name, ofClientOption) ?? exceptionClass(name);
}

/** Exceptions are only compared and thrown; enumerations and the rest stay unknown. */
function exceptionClass(name: string): Abstract | undefined {
  return /(?:Exception|Error|Fault)$/.test(name) ? presume(classModel(name, ({ host }) => host.object())) : undefined;
}
