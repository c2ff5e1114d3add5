const { ApiGatewayManagementApi } = require('@aws-sdk/client-apigatewaymanagementapi');

exports.handler = async (event) => {
  const { domainName, stage, connectionId } = event.requestContext;
  const api = new ApiGatewayManagementApi({ endpoint: `https://${domainName}/${stage}` });
  await api.postToConnection({ ConnectionId: connectionId, Data: event.body });
  return { statusCode: 200 };
};
