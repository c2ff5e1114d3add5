/** Modules that a distribution on PyPI brings, where their names differ; by the distribution's normalised name. */
const MODULES: Readonly<Record<string, string>> = {
  'argon2-cffi': 'argon2',
  attrs: 'attr attrs',
  'aws-xray-sdk': 'aws_xray_sdk',
  beautifulsoup4: 'bs4',
  boto3: 'boto3',
  'charset-normalizer': 'charset_normalizer',
  elasticsearch: 'elasticsearch',
  'faiss-cpu': 'faiss',
  fpdf2: 'fpdf',
  'google-cloud-storage': 'google',
  'google-generativeai': 'google',
  markupsafe: 'markupsafe',
  msgpack: 'msgpack',
  'mysql-connector-python': 'mysql',
  'opencv-python': 'cv2',
  'opencv-python-headless': 'cv2',
  'opensearch-py': 'opensearchpy',
  pillow: 'PIL',
  protobuf: 'google',
  'psycopg2-binary': 'psycopg2',
  'psycopg-binary': 'psycopg',
  pycryptodome: 'Crypto',
  pycryptodomex: 'Cryptodome',
  pyjwt: 'jwt',
  pymupdf: 'fitz pymupdf',
  pymysql: 'pymysql',
  pynacl: 'nacl',
  pyodbc: 'pyodbc',
  pyopenssl: 'OpenSSL',
  pypdf2: 'PyPDF2',
  'python-dateutil': 'dateutil',
  'python-docx': 'docx',
  'python-dotenv': 'dotenv',
  'python-jose': 'jose',
  'python-json-logger': 'pythonjsonlogger',
  'python-magic': 'magic',
  'python-multipart': 'multipart python_multipart',
  'python-pptx': 'pptx',
  pytz: 'pytz',
  pyyaml: 'yaml _yaml',
  requests: 'requests',
  'requests-aws4auth': 'requests_aws4auth',
  'scikit-image': 'skimage',
  'scikit-learn': 'sklearn',
  'slack-sdk': 'slack_sdk slack',
  'strands-agents': 'strands',
  'strands-agents-tools': 'strands_tools',
  'typing-extensions': 'typing_extensions',
  'websocket-client': 'websocket',
};

/** Distributions whose one module goes by their own name, and which are therefore known. */
const PLAIN: ReadonlySet<string> = new Set(
  (
    'aioboto3 aiohttp amazondax anthropic aws-encryption-sdk aws-lambda-powertools aws-requests-auth awslambdaric awswrangler bcrypt botocore cachetools certifi ' +
    'cffi chardet click crhelper cryptography dynamodb-json fastapi feedparser flask fsspec gql httpx humps idna jinja2 jmespath jsonpath-ng jsonschema kafka-python ' +
    'langchain langchain-aws langchain-community loguru lxml mangum marshmallow markdown networkx numpy openai openpyxl orjson pandas paramiko phonenumbers polars ' +
    'psutil psycopg2 psycopg pyarrow pycparser pydantic pydantic-core pymongo pyparsing python-ulid redis regex rsa s3fs s3transfer scipy shapely simplejson six smart-open ' +
    'spacy sqlalchemy stripe structlog tabulate tenacity tiktoken tldextract toml tomli torch tqdm transformers twilio tzdata ujson ulid-py urllib3 uvicorn ' +
    'validators watchtower werkzeug xmltodict yarl zeep'
  ).split(' '),
);

/** The top-level modules that a distribution brings, by its normalised name. */
export function modulesOfDistribution(name: string): readonly string[] {
  return Object.hasOwn(MODULES, name) ? MODULES[name]!.split(' ') : [name.replaceAll('-', '_')];
}

/** Whether the modules of a distribution are known, and not only supposed to go by its name. */
export function isKnownDistribution(name: string): boolean {
  return Object.hasOwn(MODULES, name) || PLAIN.has(name);
}
