/** A kind of event that stands for a route of an API. */
export interface EventApiKind {
  readonly eventType: 'Api' | 'HttpApi';
  readonly apiType: 'AWS::Serverless::Api' | 'AWS::Serverless::HttpApi';
  /** The event's property that names the API. */
  readonly apiIdProperty: 'RestApiId' | 'ApiId';
  /** Logical id of the API that events without one mean. */
  readonly implicitId: 'ServerlessRestApi' | 'ServerlessHttpApi';
  readonly implicitCondition: string;
}

/** Events of REST APIs (API Gateway v1). */
export const REST_EVENTS: EventApiKind = {
  eventType: 'Api',
  apiType: 'AWS::Serverless::Api',
  apiIdProperty: 'RestApiId',
  implicitId: 'ServerlessRestApi',
  implicitCondition: 'ServerlessRestApiCondition',
};

/** Events of HTTP APIs (API Gateway v2). */
export const HTTP_EVENTS: EventApiKind = {
  eventType: 'HttpApi',
  apiType: 'AWS::Serverless::HttpApi',
  apiIdProperty: 'ApiId',
  implicitId: 'ServerlessHttpApi',
  implicitCondition: 'ServerlessHttpApiCondition',
};
