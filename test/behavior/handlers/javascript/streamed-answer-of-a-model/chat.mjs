import { BedrockRuntimeClient, InvokeModelWithResponseStreamCommand } from '@aws-sdk/client-bedrock-runtime';

const bedrock = new BedrockRuntimeClient({});
const modelId = 'amazon.titan-text-lite-v1';

export const handler = awslambda.streamifyResponse(async (event, stream) => {
  const out = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: { 'content-type': 'text/plain' } });
  const body = JSON.stringify({ inputText: event.body });
  const answer = await bedrock.send(new InvokeModelWithResponseStreamCommand({ modelId, body, contentType: 'application/json' }));
  for await (const { chunk } of answer.body) out.write(Buffer.from(chunk.bytes));
  out.end();
});
