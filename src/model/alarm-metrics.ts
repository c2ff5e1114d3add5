import type { AlarmMetric } from './alarm.ts';
import { exactText, get, isUnknown, itemsOf, show } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** One `{Name, Value}` of a list of dimensions, or `{Key, Value}` of a metric filter's. */
export function dimensionOf(dimension: Value): [string, Value][] {
  const name = exactText(get(dimension, 'Name') ?? get(dimension, 'Key'));
  const value = get(dimension, 'Value');
  return name === undefined || value === undefined ? [] : [[name, value]];
}

/** The first item of a list that cannot be read, or the list itself. */
export function firstBlind(list: Value | undefined): Unknown | null {
  return itemsOf(list).find(isUnknown) ?? null;
}

/** The metric that an item of `Metrics` fetches; none for an expression. */
export function metricStats(item: Value): AlarmMetric[] {
  const stat = get(item, 'MetricStat');
  if (stat?.kind !== 'map') return [];
  return [
    {
      namespace: get(stat, 'Metric.Namespace'),
      metricName: get(stat, 'Metric.MetricName'),
      dimensions: new Map(itemsOf(get(stat, 'Metric.Dimensions')).flatMap(dimensionOf)),
      query: false,
      unknown: firstBlind(get(stat, 'Metric.Dimensions')),
      statistic: get(stat, 'Stat'),
      periodSeconds: get(stat, 'Period'),
      at: item.at,
    },
  ];
}

// SELECT AVG(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) WHERE FunctionName = 'save-order' (CloudWatch user guide, Metrics Insights)
const QUERY = /^\s*SELECT\s+(\w+)\s*\(\s*"?([\w.\-/ ]+?)"?\s*\)\s+FROM\s+(?:SCHEMA\s*\(\s*)?"?([\w.\-/]+)"?([^]*)$/i;
const EQUALITY = /"?(\w+)"?\s*=\s*'([^']*)'/g;

/** The metric that a Metrics Insights query looks at; none when the expression is metric math. */
export function metricsInsights(item: Value): AlarmMetric[] {
  const expression = get(item, 'Expression');
  if (expression === undefined) return [];
  const [, statistic, metricName, namespace, rest] = QUERY.exec(show(expression)) ?? [];
  if (statistic === undefined) return [];
  const at = expression.at;
  const text = (value: string | undefined): Value => ({ kind: 'scalar', value: value ?? '', at });
  const where = /\bWHERE\b([^]*?)(?:\bGROUP\s+BY\b|\bORDER\s+BY\b|\bLIMIT\b|$)/i.exec(rest ?? '')?.[1] ?? '';
  const dimensions = [...where.matchAll(EQUALITY)].map(([, name = '', value = '']) => [name, wordOf(value, expression)] as const);
  return [
    {
      namespace: text(namespace),
      metricName: text(metricName),
      dimensions: new Map(dimensions),
      query: true,
      unknown: null,
      statistic: text(statistic),
      periodSeconds: get(item, 'Period'),
      at,
    },
  ];
}

/** A word of an expression as a value: `${SaveOrder}` is the reference that stands in the text. */
function wordOf(word: string, expression: Value): Value {
  const hole = /^\$\{([^}]+)\}$/.exec(word)?.[1];
  const atoms = expression.kind === 'text' ? expression.atoms : [];
  const atom = atoms.find(
    (part) => part.kind === 'resource' && [part.id, part.attribute].filter((name) => name !== null).join('.') === hole,
  );
  return atom === undefined ? { kind: 'scalar', value: word, at: expression.at } : { kind: 'text', atoms: [atom], at: expression.at };
}
