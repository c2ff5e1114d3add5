/** Names that mean something to JavaScript, to YAML, to a terminal or to a report. */
export const ODD_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  '',
  ' ',
  '<<',
  'true',
  'null',
  '1',
  'y',
  'Fn::If',
  'Fn::ForEach::Loop',
  'Fn::Transform',
  'Ref',
  'Condition',
  'Type',
  'AWS::NoValue',
  'a/b',
  'a.b',
  '..',
  'name'.repeat(5000),
  '\u001B[2J\u001B]0;title\u0007',
  '\u202Egnp\u0000\u0085',
  '<script>alert(1)</script>',
  '| `pipe` | **bold** [link](javascript:0)',
  ']]>&<!--',
  'two\nlines\r\nof name',
  '\uD800',
  '\uFFFE\uFEFF',
  '👩‍👩‍👧‍👦'.repeat(40),
  '${AWS::Region}',
  '{{resolve:secretsmanager:a}}',
];

/** JSON texts of scalars at the edge of what is a number, a truth or a text. */
export const ODD_SCALARS: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1e400',
  '-1e400',
  '1e-400',
  '0.1',
  '9007199254740993',
  '1e21',
  '""',
  '" "',
  '"*"',
];

/** Intrinsic functions, and a name that only looks like one. */
export const INTRINSICS: readonly string[] = [
  'Ref',
  'Condition',
  'Fn::GetAtt',
  'Fn::Sub',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::If',
  'Fn::Equals',
  'Fn::Not',
  'Fn::And',
  'Fn::Or',
  'Fn::FindInMap',
  'Fn::ImportValue',
  'Fn::GetStackOutput',
  'Fn::Base64',
  'Fn::Cidr',
  'Fn::GetAZs',
  'Fn::Transform',
  'Fn::Length',
  'Fn::ToJsonString',
  'Fn::ForEach::Loop',
  'Fn::Nonsense',
];

/** Arguments of intrinsic functions, right for one of them and wrong for the others; `id` is a name of the template. */
export function argumentsFor(id: string): readonly unknown[] {
  return [
    null,
    id,
    '',
    [],
    {},
    [id],
    [id, 'Arn'],
    `${id}.Arn`,
    `\${${id}}`,
    '${',
    '${}',
    '${!Literal}-${AWS::Region}-${a.b.c}',
    [`\${${id}} \${Own}`, { Own: { Ref: id }, [id]: 1 }],
    [',', [id, { Ref: id }]],
    [',', { Ref: id }],
    [',', id],
    [0, [id]],
    [{ Ref: id }, [id, null]],
    [-1, []],
    [1e9, { 'Fn::GetAZs': '' }],
    [id, { Ref: 'AWS::NoValue' }, { Ref: id }],
    [{ Condition: id }, 1, [2]],
    [id, id, id],
    [id, { Ref: id }, { Ref: id }, { DefaultValue: id }],
    [[[[[id]]]]],
    [id, ['a', 'b'], { [`\${${id}}A`]: { Ref: id } }],
    ['Loop', { Ref: id }, { 'A${Loop}': { Type: 'AWS::S3::Bucket' }, 'B&{Loop}': { Ref: 'Loop' } }],
    ['10.0.0.0/8', 1e9, 8],
    { Name: 'AWS::Include', Parameters: { Location: './template.json' } },
    { Name: 'AWS::Include', Parameters: { Location: { Ref: id } } },
    { Name: 'Macro' },
    { Ref: id },
    { 'Fn::If': [id, id] },
    `{{resolve:ssm:${id}}}`,
  ];
}

/** Resources that a template seldom has: a nested stack, an app, a loop, an include, names that every object has. */
export function resourcesFor(id: string): readonly (readonly [name: string, resource: unknown])[] {
  return [
    ['Inner', { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './inner.json', Parameters: { [id]: { Ref: id } } } }],
    ['Self', { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './template.json' } }],
    [
      'App',
      {
        Type: 'AWS::Serverless::Application',
        Properties: { Location: './inner.json', Parameters: { [id]: { 'Fn::GetAtt': 'Inner.Outputs.A' } } },
      },
    ],
    [
      'Fn::ForEach::Loop',
      ['Loop', ['a', 'b', { Ref: id }], { 'Copy${Loop}': { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Loop' } } } }],
    ],
    ['Fn::Transform', { Name: 'AWS::Include', Parameters: { Location: './inner.json' } }],
    ['__proto__', { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['__proto__', 'Arn'] } } }],
    [
      'toString',
      {
        Type: 'AWS::Serverless::Function',
        Properties: { Events: { constructor: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } } },
      },
    ],
    [
      'Policy',
      {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: id }], PolicyDocument: { Statement: { Effect: 'Allow', Action: '*', Resource: { Ref: id } } } },
      },
    ],
  ];
}

/** Parts of sections that refer to themselves, or that are called as every object's own parts are. */
export function sectionsFor(id: string, name: string): readonly (readonly [section: string, added: unknown])[] {
  return [
    ['Parameters', { [name]: { Type: 'Number' }, [id]: { Type: 'String', Default: { Ref: id } } }],
    ['Parameters', { constructor: { Type: 'CommaDelimitedList' }, toString: { Type: 'Number', Default: name } }],
    ['Parameters', { [name]: { Type: name, AllowedValues: [name, null, [name]], MinLength: name, NoEcho: name, Default: [name] } }],
    ['Mappings', { Loop: { a: { b: { 'Fn::FindInMap': ['Loop', 'a', 'b'] } } }, [name]: { [name]: { [name]: { Ref: id } } } }],
    ['Conditions', { [id]: { 'Fn::Not': [{ Condition: id }] }, [name]: { 'Fn::Equals': [{ Ref: name }, name] } }],
    ['Conditions', { A: { 'Fn::Or': [{ Condition: 'B' }] }, B: { 'Fn::And': [{ Condition: 'A' }, id] } }],
    ['Globals', { Function: { [name]: name, Environment: { Variables: { [name]: { Ref: id } } }, Tags: { [name]: name } } }],
    ['Globals', { Api: { Auth: { Authorizers: { [name]: { UserPoolArn: name } }, DefaultAuthorizer: name }, Cors: name } }],
    ['Outputs', { [name]: { Value: { 'Fn::GetAtt': [id, name] }, Condition: name, Export: { Name: name } } }],
    ['Metadata', { [name]: { 'Fn::FindInMap': ['Loop', 'a', 'b'] } }],
    ['Rules', { [name]: { Assertions: [{ Assert: { 'Fn::Contains': [[name], { Ref: id }] } }] } }],
    ['Transform', [{ Name: 'AWS::Include', Parameters: { Location: './inner.json' } }, name]],
  ];
}
