import type { Finding } from '../../src/model/report.ts';

/**
 * The fact that each check is about, reviewed by hand. Findings of one app may share a place or a subject only where these
 * differ: a function without alarms and without tracing misses two things, a secret in the environment is one.
 */
export const FACT_OF: Readonly<Record<string, string>> = {
  'access-logs-off': 'record of requests',
  'admin-managed-policy': 'policy attached to a role',
  'alarm-cannot-fire': 'what an alarm measures',
  'alarm-without-action': 'whom an alarm tells',
  'alias-bypassed': 'version that a trigger runs',
  'all-at-once': 'how new code takes over',
  'api-key-as-authorization': 'who may call a route',
  'api-without-alarms': 'alarms of an API',
  'artefact-rebuilt': 'build that production gets',
  'async-without-dead-letter': 'where failed events go',
  'authorizer-weak': 'what an authorizer lets through',
  'blast-radius': 'reach of a role',
  'bucket-public-access': 'access from outside',
  'build-tool-shipped': 'tools among the packages of run time',
  'cannot-log': 'whether a log is written',
  'change-unreviewed': 'who reads a change before it happens',
  'cors-too-open': 'websites that may call',
  'dangerous-builtin': 'programs and code that a function may run',
  'data-events-missing': 'calls that a trail records',
  'data-trace-on': 'content kept in logs',
  'database-open': 'addresses that reach a port',
  'database-tls-off': 'encryption in transit',
  'dead-handler': 'what starts a function or its code',
  'default-endpoint-open': 'way round a domain',
  drift: 'how what is deployed differs from its template',
  'endpoint-policy-open': 'what an endpoint carries',
  'environment-hijack': 'lever in the environment',
  'environment-key': 'secret in the environment',
  'environment-secret': 'secret in the environment',
  'environment-secret-reference': 'secret in the environment',
  'environment-undefined': 'variables that code and template agree on',
  'function-needs-vpc': 'network that a function is in',
  'function-permission-public': 'access from outside',
  'function-unbounded': 'concurrency of a function',
  'function-url-public': 'access from outside',
  'function-without-alarms': 'alarms of a function',
  'graphql-api-key': 'who may call a route',
  'hard-coded-environment': 'account or region in the text',
  'key-rotation': 'age of a key, and who may use it',
  'layer-bloat': 'packages of a layer',
  'layer-permission-public': 'access from outside',
  'layer-unpinned': 'publisher of a layer',
  'log-encryption': 'encryption at rest',
  'log-group-undeclared': 'whether a log is written',
  'log-retention': 'how long a log is kept',
  'native-architecture': 'machine that a package is built for',
  'no-pipeline': 'who deploys the app',
  'oversized-artefact': 'weight of what a function ships',
  'pass-role-unrestricted': 'roles that may be passed on',
  'plain-http': 'TLS of what the code sends',
  'privilege-escalation': 'what a role can become',
  'request-not-validated': 'form of request bodies',
  'resource-policy-public': 'access from outside',
  'role-too-narrow': 'what a role refuses',
  'role-too-wide': 'what a statement allows',
  'role-trust-too-wide': 'who may take a role',
  'rollback-unguarded': 'what stops a bad deployment',
  'route-without-authorization': 'who may call a route',
  'route-without-throttling': 'requests that a stage takes',
  'runtime-deprecated': 'age of a runtime',
  'secret-in-code': 'secret in code',
  'secret-rotation': 'age of a secret',
  'security-group-open': 'addresses that reach a port',
  'self-managed-runtime': 'who patches a runtime',
  'sensitive-data-logged': 'data that the code logs',
  'shared-code-uri': 'folder that functions share',
  'shared-role': 'who uses a role',
  'state-unprotected': 'what keeps data from deletion',
  'storage-encryption': 'encryption at rest',
  'template-broken': 'whether a template deploys',
  'tls-not-enforced': 'encryption in transit',
  'tls-too-old': 'encryption in transit',
  'tls-verification-off': 'certificates that the code verifies',
  'tracing-off': 'traces of requests',
  'trail-missing': 'whether a trail records',
  'trail-not-watched': 'who watches a trail',
  'trail-tamperable': 'who can stop a trail',
  'trail-weak': 'what a trail records',
  'undeclared-import': 'whether an import is asked for',
  'unstructured-logs': 'form of log lines',
  'unused-dependency': 'whether a package that is asked for is used',
  'unused-hint': 'use of a hint',
  'unused-suppression': 'use of a suppression',
  'unusual-behaviour-unwatched': 'watch for the unusual',
  'usage-plan-incomplete': 'requests of a key',
  'user-pool-weak': 'who signs in, and how',
  'vpc-endpoint-missing': 'way that calls to AWS take',
  'vpc-function-cannot-reach': 'what a function reaches',
  'wildcard-action': 'what a statement allows',
  'wildcard-resource': 'what a statement allows',
};

/** Pairs of failing findings of one app that say one fact about one place or one subject. */
export function toldTwice(findings: readonly Finding[]): [Finding, Finding][] {
  const fails = findings.filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null);
  const places = Map.groupBy(fails, placeOf);
  const subjects = Map.groupBy(fails, ({ subject }) => subject);
  const pairs = [
    ...[...places.values()].flatMap((group) => clashes(group, (a, b) => a.check !== b.check || a.code === b.code)),
    // One check may find a subject wrong in several places.
    ...[...subjects.values()].flatMap((group) => clashes(group, (a, b) => a.check !== b.check)),
  ];
  return pairs.filter(([a, b], i) => pairs.findIndex(([c, d]) => a === c && b === d) === i);
}

function clashes(group: readonly Finding[], mayClash: (a: Finding, b: Finding) => boolean): [Finding, Finding][] {
  return group.flatMap((a, i) =>
    group
      .slice(i + 1)
      .filter((b) => FACT_OF[a.check] === FACT_OF[b.check] && mayClash(a, b))
      .map((b): [Finding, Finding] => [a, b]),
  );
}

function placeOf({ at }: Finding): string {
  return `${at.source.path} ${at.start} ${at.end}`;
}
