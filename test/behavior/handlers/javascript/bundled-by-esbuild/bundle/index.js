"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/price.ts
var price_exports = {};
__export(price_exports, {
  handler: () => handler
});
module.exports = __toCommonJS(price_exports);

// src/store.ts
var import_client_dynamodb = require("@aws-sdk/client-dynamodb");
var client = new import_client_dynamodb.DynamoDBClient({});
var priceOf = async (sku) => {
  const { Item } = await client.send(new import_client_dynamodb.GetItemCommand({ TableName: process.env.PRICES, Key: { id: { S: sku } } }));
  return Item?.price?.N;
};

// src/price.ts
var handler = async ({ sku }) => ({ price: await priceOf(sku) });
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  handler
});
