import { stringOf } from '../../util/node.ts';
import type { MapNode } from '../../util/node.ts';
import { section } from './instance-scope.ts';

/** The nested templates that a template names by plain texts, before SAM is expanded: paths and URLs as written. */
export function nestedLocations(template: MapNode): string[] {
  const locations: string[] = [];
  for (const { value } of section(template, 'Resources')?.entries.values() ?? []) {
    if (value.kind !== 'map') continue;
    const type = stringOf(value.get('Type'));
    const properties = section(value, 'Properties');
    const metadata = section(value, 'Metadata');
    const location =
      type === 'AWS::Serverless::Application'
        ? stringOf(properties?.get('Location'))
        : type === 'AWS::CloudFormation::Stack'
          ? (stringOf(metadata?.get('aws:asset:path')) ?? stringOf(properties?.get('TemplateURL')))
          : undefined;
    if (location !== undefined) locations.push(location);
  }
  return locations;
}

/** Whether a location is an address on the network and not a file. */
export function isRemote(location: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(location) || location.startsWith('arn:');
}
