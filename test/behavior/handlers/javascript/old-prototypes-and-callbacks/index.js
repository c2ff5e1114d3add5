var AWS = require('aws-sdk');

function Journal(options) {
  this.s3 = new AWS.S3(options);
  this.queue = new AWS.SQS();
}

Journal.prototype.write = function (line, done) {
  var self = this;
  this.s3.putObject({ Bucket: process.env.JOURNAL, Key: line, Body: line }, function (error) {
    if (error) return done(error);
    self.queue.sendMessage({ QueueUrl: process.env.WRITTEN, MessageBody: line }, done);
  });
};

exports.handler = function (event, context, callback) {
  new Journal({ signatureVersion: 'v4' }).write(event.line, function (error) {
    callback(error, 'written');
  });
};
