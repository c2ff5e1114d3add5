import type { MapNode } from '../../util/node.ts';
import { expandGraphQLApi } from './api/graphql-api.ts';
import { expandHttpApi } from './api/http-api.ts';
import { expandApi } from './api/rest-api.ts';
import { expandWebSocketApi } from './api/websocket-api.ts';
import { expandApplication } from './application.ts';
import { expandCapacityProvider } from './capacity-provider.ts';
import { expandConnector } from './connectors/expand.ts';
import type { SamContext } from './context.ts';
import { expandFunction } from './function/expand-function.ts';
import { expandLayerVersion } from './layer-version.ts';
import { expandMicrovmImage } from './microvm-image.ts';
import { expandNetworkConnector } from './network-connector.ts';
import { expandSimpleTable } from './simple-table.ts';
import { expandStateMachine } from './state-machine/expand-state-machine.ts';
import { expandWebFunction } from './web-function/expand-web-function.ts';

/** How one type of SAM resource becomes CloudFormation resources. */
export interface Expander {
  readonly expand: (context: SamContext, logicalId: string, resource: MapNode) => void;
  /** Earlier ones first: functions write into APIs, and connectors read everything else. */
  readonly phase: 'functions' | 'state machines' | 'apis' | 'others' | 'connectors';
  /** What `!Ref Id.Name` means for the resource: name to generated type. */
  readonly referable?: Readonly<Record<string, string>>;
}

/** The phases of expansion in order. */
export const PHASES: readonly Expander['phase'][] = ['functions', 'state machines', 'apis', 'others', 'connectors'];

const V2_REFERABLE = { Stage: 'AWS::ApiGatewayV2::Stage', DomainName: 'AWS::ApiGatewayV2::DomainName' };

/** All types that are expanded. */
export const EXPANDERS: Readonly<Record<string, Expander>> = {
  'AWS::Serverless::Function': {
    expand: expandFunction,
    phase: 'functions',
    referable: {
      Alias: 'AWS::Lambda::Alias',
      Version: 'AWS::Lambda::Version',
      DestinationTopic: 'AWS::SNS::Topic',
      DestinationQueue: 'AWS::SQS::Queue',
    },
  },
  'AWS::Serverless::Api': {
    expand: expandApi,
    phase: 'apis',
    referable: {
      Stage: 'AWS::ApiGateway::Stage',
      Deployment: 'AWS::ApiGateway::Deployment',
      DomainName: 'AWS::ApiGateway::DomainName',
      DomainNameV2: 'AWS::ApiGateway::DomainNameV2',
      UsagePlan: 'AWS::ApiGateway::UsagePlan',
      UsagePlanKey: 'AWS::ApiGateway::UsagePlanKey',
      ApiKey: 'AWS::ApiGateway::ApiKey',
    },
  },
  'AWS::Serverless::GraphQLApi': { expand: expandGraphQLApi, phase: 'others' },
  'AWS::Serverless::HttpApi': { expand: expandHttpApi, phase: 'apis', referable: V2_REFERABLE },
  'AWS::Serverless::WebSocketApi': { expand: expandWebSocketApi, phase: 'apis', referable: V2_REFERABLE },
  'AWS::Serverless::StateMachine': { expand: expandStateMachine, phase: 'state machines' },
  'AWS::Serverless::Connector': { expand: expandConnector, phase: 'connectors' },
  'AWS::Serverless::Application': { expand: expandApplication, phase: 'others' },
  'AWS::Serverless::CapacityProvider': { expand: expandCapacityProvider, phase: 'others' },
  'AWS::Serverless::LayerVersion': { expand: expandLayerVersion, phase: 'others' },
  'AWS::Serverless::MicrovmImage': { expand: expandMicrovmImage, phase: 'others' },
  'AWS::Serverless::NetworkConnector': { expand: expandNetworkConnector, phase: 'others' },
  'AWS::Serverless::SimpleTable': { expand: expandSimpleTable, phase: 'others' },
  'AWS::Serverless::WebFunction': { expand: expandWebFunction, phase: 'others' },
};
