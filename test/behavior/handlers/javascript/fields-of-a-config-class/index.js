const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
const { SSMClient, GetParametersCommand } = require('@aws-sdk/client-ssm');

class Config {
  static fromEnvironment({ PAGES, TITLE, FOOTER } = process.env) {
    return Object.freeze(new Config({ bucket: PAGES, names: [TITLE, FOOTER] }));
  }

  constructor({ bucket, names }) {
    Object.defineProperty(this, 'bucket', { value: bucket, enumerable: true });
    this.names = names;
  }

  async texts() {
    const { Parameters } = await new SSMClient().send(new GetParametersCommand({ Names: this.names }));
    return Object.fromEntries(Parameters.map(({ Name, Value }) => [Name, Value]));
  }
}

const config = Config.fromEnvironment();

module.exports = {
  async handler({ page }) {
    const [texts, { Body }] = await Promise.all([
      config.texts(),
      new S3Client().send(new GetObjectCommand({ Bucket: config.bucket, Key: `${page}.html` })),
    ]);
    return `${Object.values(texts).join()} ${await Body.transformToString()}`;
  },
};
