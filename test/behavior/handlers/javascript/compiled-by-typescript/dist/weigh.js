"use strict";
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.handler = void 0;
const client_dynamodb_1 = require("@aws-sdk/client-dynamodb");
const client = new client_dynamodb_1.DynamoDBClient({});
const handler = (event) => __awaiter(void 0, void 0, void 0, function* () {
    var _a;
    const before = yield client.send(new client_dynamodb_1.GetItemCommand({ TableName: process.env.WEIGHTS, Key: { id: { S: event.animal } } }));
    const kilos = Number((_a = before.Item) === null || _a === void 0 ? void 0 : _a.kilos.N);
    yield client.send(new client_dynamodb_1.PutItemCommand({
        TableName: process.env.WEIGHTS,
        Item: { id: { S: event.animal }, kilos: { N: String(event.kilos) } },
    }));
    return event.kilos - (kilos || 0);
});
exports.handler = handler;
