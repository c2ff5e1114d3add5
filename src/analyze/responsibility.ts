import type { App } from '../model/app.ts';
import type { Check } from '../model/check.ts';
import { exactText } from '../model/value.ts';
import type { Practice } from '../model/finding.ts';
import { isReachableByStrangers } from '../model/function.ts';
import type { Duty } from '../model/report.ts';
import type { Judged } from './run-checks.ts';

/**
 * Who secures what in this app, after AWS's shared responsibility model for Lambda
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-security.html), with what could be decided about each duty.
 */
export function responsibilityOf(app: App, judged: readonly Judged[]): Duty[] {
  const byCheck = Map.groupBy(
    judged.filter((one) => one.verdict !== 'not-applicable' && !isNote(one)),
    ({ check }) => check,
  );
  return [...runtimeDuties(app), ...ownerDuties(app)].map((duty) => ({ ...duty, counts: countsOf(duty.practices, byCheck) }));
}

type Stated = Omit<Duty, 'counts'>;

function runtimeDuties(app: App): Stated[] {
  const images = app.functions.filter((fn) => fn.packageType === 'Image');
  const custom = app.functions.filter((fn) => exactText(fn.runtime)?.startsWith('provided') === true);
  const managed = app.functions.length - images.length - custom.length;
  const duties: Stated[] = [
    {
      duty: 'Data centres, hardware, host operating system, isolation between functions',
      holder: 'aws',
      because: 'Lambda is a managed service',
      practices: [],
    },
  ];
  if (managed > 0) {
    duties.push({
      duty: 'Patching of managed runtimes',
      holder: 'aws',
      because: `${count(managed, 'function')} on a managed runtime, until it is deprecated`,
      practices: [],
    });
    duties.push({
      duty: 'Moving off deprecated runtimes',
      holder: 'owner',
      because: 'AWS patches a runtime only until its deprecation date',
      practices: [9],
    });
  }
  if (images.length > 0) {
    duties.push({
      duty: 'Patching of base images',
      holder: 'owner',
      because: `${count(images.length, 'function')} from a container image`,
      practices: [0, 9],
    });
  }
  if (custom.length > 0) {
    duties.push({
      duty: 'Patching of custom runtimes',
      holder: 'owner',
      because: `${count(custom.length, 'function')} on an OS-only runtime`,
      practices: [0, 9],
    });
  }
  return duties;
}

function ownerDuties(app: App): Stated[] {
  const duties: Stated[] = [
    {
      duty: 'Permissions of each function and who may invoke it',
      holder: 'owner',
      because: `${count(app.functions.length, 'function')}, ${count(app.roles.length, 'role')} in the app`,
      practices: [1],
    },
    { duty: 'Function code and its dependencies', holder: 'owner', because: 'AWS runs what you upload', practices: [2, 9, 10] },
    {
      duty: 'Configuration, secrets and keys',
      holder: 'owner',
      because: count(
        app.functions.reduce((sum, fn) => sum + fn.environment.length, 0),
        'environment variable',
      ),
      practices: [3],
    },
  ];
  const open = app.functions.filter((fn) => isReachableByStrangers(app, fn)).length;
  if (app.routes.length > 0 || open > 0) {
    duties.push({
      duty: 'Authorization and throttling of what strangers can call',
      holder: 'owner',
      because: `${count(app.routes.length, 'route')}, ${count(app.functions.filter((fn) => fn.urls.length > 0).length, 'function URL')}`,
      practices: [4],
    });
  }
  const inVpc = app.functions.filter((fn) => fn.vpc !== null).length;
  duties.push({
    duty: inVpc > 0 ? 'Subnets, security groups, endpoints and encryption in transit' : 'Encryption in transit',
    holder: 'owner',
    because: inVpc > 0 ? `${count(inVpc, 'function')} in a VPC` : 'no function is in a VPC',
    practices: [5],
  });
  duties.push({
    duty: 'Recording, watching and keeping what happens',
    holder: 'shared',
    because: 'AWS offers CloudTrail and CloudWatch; switching on, alarms and retention are yours',
    practices: [6, 7, 8],
  });
  duties.push({
    duty: 'How changes reach production',
    holder: 'owner',
    because: 'templates, pipelines and deployments are yours',
    practices: [11, 12, 13],
  });
  return duties;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function countsOf(practices: readonly Practice[], byCheck: ReadonlyMap<Check, readonly Judged[]>): Duty['counts'] {
  const counts = { pass: 0, fail: 0, unknown: 0 };
  for (const [check, judged] of byCheck) {
    if (!check.practices.some((practice) => practices.includes(practice))) continue;
    for (const { verdict } of judged) if (verdict !== 'not-applicable') counts[verdict]++;
  }
  return counts;
}

/** Fails that are worth a note only. */
function isNote(judged: Judged): boolean {
  return judged.verdict === 'fail' && judged.fails.every(({ outcome }) => (outcome.severity ?? judged.check.severity) === 'info');
}
