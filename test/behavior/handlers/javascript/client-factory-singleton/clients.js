const { SQSClient } = require('@aws-sdk/client-sqs');

let sqs;

function getSqs() {
  if (!sqs) {
    sqs = new SQSClient({ maxAttempts: 3 });
  }
  return sqs;
}

module.exports = { getSqs };
