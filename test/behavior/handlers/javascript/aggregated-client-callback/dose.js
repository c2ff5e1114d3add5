const { SNS } = require('@aws-sdk/client-sns');

const sns = new SNS({});

exports.handler = (event, context, callback) => {
  sns.publish({ TopicArn: process.env.DOSES, Message: `${event.patient} took ${event.dose}` }, (error, data) => {
    if (error) {
      callback(error);
      return;
    }
    callback(null, { messageId: data.MessageId });
  });
};
