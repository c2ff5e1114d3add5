'use strict';

var SQS = require('aws-sdk/clients/sqs');
var DynamoDB = require('aws-sdk/clients/dynamodb');

var sqs = new SQS({ apiVersion: '2012-11-05' });
var dynamodb = new DynamoDB();

exports.handler = function (event, context, callback) {
  var item = { id: { S: event.id }, pages: { N: String(event.pages) } };
  dynamodb.putItem({ TableName: process.env.TABLE, Item: item }, function (error) {
    if (error) return callback(error);
    sqs.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: event.id }, function (error, data) {
      if (error) callback(error);
      else callback(null, data.MessageId);
    });
  });
};
