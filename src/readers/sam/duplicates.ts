import { stringOf } from '../../util/node.ts';
import type { MapNode } from '../../util/node.ts';

/** Types whose generated resource takes the place of the owner's one of the same name. */
const REPLACES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': ['AWS::Serverless::Function'],
  'AWS::Lambda::LayerVersion': ['AWS::Serverless::LayerVersion'],
  'AWS::Lambda::CapacityProvider': ['AWS::Serverless::CapacityProvider'],
  'AWS::Lambda::MicrovmImage': ['AWS::Serverless::MicrovmImage'],
  'AWS::Lambda::NetworkConnector': ['AWS::Serverless::NetworkConnector'],
  'AWS::Lambda::WebFunction': ['AWS::Serverless::WebFunction'],
  'AWS::ApiGateway::RestApi': ['AWS::Serverless::Api'],
  'AWS::ApiGatewayV2::Api': ['AWS::Serverless::HttpApi', 'AWS::Serverless::WebSocketApi'],
  'AWS::S3::Bucket': ['AWS::S3::Bucket'],
  'AWS::SNS::Topic': ['AWS::SNS::Topic'],
  'AWS::DynamoDB::Table': ['AWS::Serverless::SimpleTable'],
  'AWS::CloudFormation::Stack': ['AWS::Serverless::Application'],
  'AWS::Cognito::UserPool': ['AWS::Cognito::UserPool'],
  'AWS::ApiGateway::DomainName': ['AWS::ApiGateway::DomainName'],
  'AWS::ApiGateway::BasePathMapping': ['AWS::ApiGateway::BasePathMapping'],
  'AWS::ApiGateway::DomainNameV2': ['AWS::ApiGateway::DomainNameV2'],
  'AWS::ApiGateway::BasePathMappingV2': ['AWS::ApiGateway::BasePathMappingV2'],
  'AWS::StepFunctions::StateMachine': ['AWS::Serverless::StateMachine'],
  'AWS::AppSync::GraphQLApi': ['AWS::Serverless::GraphQLApi'],
};

/** Whether a generated resource of this type may stand where the owner already has this resource. */
export function duplicateAllowed(owned: MapNode, type: string): boolean {
  return REPLACES[type]?.includes(stringOf(owned.get('Type')) ?? '') === true;
}
