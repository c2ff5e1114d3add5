import type { App } from '../../../model/app.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, isUnknown, itemsOf, resourceNamed, show, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import { any } from '../../outcomes.ts';
import { DATABASES } from './databases.ts';

/** Whether a database has an address on the internet, and the value that says so (absent: the type's default does). */
export function publicAddress(app: App, database: Resource): { readonly answer: boolean | Unknown; readonly said: Value | undefined } {
  if (database.type === 'AWS::MSK::Cluster') return brokersPublic(database);
  if (database.type === 'AWS::OpenSearchService::Domain' || database.type === 'AWS::Elasticsearch::Domain') {
    // Without a VPC the endpoint of a domain is public (OpenSearch developer guide, VPC support).
    return { answer: property(database, 'VPCOptions') === undefined, said: undefined };
  }
  const { publicFlag } = DATABASES[database.type]!;
  const said = publicFlag === null ? undefined : property(database, publicFlag);
  if (said !== undefined) return { answer: flag(said, false), said };
  return { answer: database.type === 'AWS::RDS::DBInstance' ? defaultOfInstance(app, database) : false, said };
}

function brokersPublic(cluster: Resource): { answer: boolean | Unknown; said: Value | undefined } {
  const said = property(cluster, 'BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type');
  if (said === undefined) return { answer: false, said };
  const text = exactText(said);
  const blind = isUnknown(said) ? said : unknown(`the kind of public access is ${show(said)}`, said.at);
  return { answer: text === undefined ? blind : text !== 'DISABLED', said };
}

/**
 * An instance that does not say is public when its subnet group's VPC has an internet gateway (RDS API reference,
 * CreateDBInstance); it can be reached when one of the subnets has a route to it.
 */
function defaultOfInstance(app: App, instance: Resource): boolean | Unknown {
  const cluster = app.resource(resourceNamed(property(instance, 'DBClusterIdentifier')));
  const name = property(instance, 'DBSubnetGroupName') ?? (cluster === undefined ? undefined : property(cluster, 'DBSubnetGroupName'));
  const group = app.resource(resourceNamed(name));
  if (group === undefined) return unknown('PubliclyAccessible is not set, so a VPC outside the template decides', name?.at ?? instance.at);
  return any(
    itemsOf(property(group, 'SubnetIds')).map((value) => {
      const subnet = app.network.subnets.find(({ id }) => id === resourceNamed(value));
      if (subnet !== undefined) return subnet.public;
      return isUnknown(value)
        ? value
        : unknown(`PubliclyAccessible is not set, and subnet ${show(value)} is not in the template`, value.at);
    }),
  );
}
