'use strict';

var dynamodb = require('@aws-sdk/client-dynamodb');

function Garden(table) {
  this.table = table;
  this.client = new dynamodb.DynamoDBClient({});
}

Garden.prototype.sow = function (bed, plant) {
  var self = this;
  return self.client
    .send(new dynamodb.PutItemCommand({ TableName: self.table, Item: { id: { S: bed }, plant: { S: plant } } }))
    .then(function () {
      return bed;
    });
};

Garden.prototype.clear = function (bed) {
  return this.client.send(new dynamodb.DeleteItemCommand({ TableName: this.table, Key: { id: { S: bed } } }));
};

var garden = new Garden(process.env.BEDS);

module.exports.handler = function (event) {
  return garden.sow.call(garden, event.bed, event.plant);
};
