module.exports = {
  ...require('@aws-sdk/client-dynamodb'),
  ...require('@aws-sdk/client-sns'),
};
