import type { Practice } from './finding.ts';

/** The guide's practices: folder name and title. */
export const PRACTICES: readonly { readonly number: Practice; readonly slug: string; readonly title: string }[] = [
  { number: 0, slug: '00-shared-responsibility', title: 'Shared responsibility' },
  { number: 1, slug: '01-least-privilege', title: 'Least privilege' },
  { number: 2, slug: '02-lean-functions', title: 'Lean functions' },
  { number: 3, slug: '03-function-configuration', title: 'Function configuration' },
  { number: 4, slug: '04-api-gateway', title: 'API Gateway' },
  { number: 5, slug: '05-network', title: 'Network' },
  { number: 6, slug: '06-cloudtrail', title: 'CloudTrail' },
  { number: 7, slug: '07-cloudwatch', title: 'CloudWatch' },
  { number: 8, slug: '08-logging', title: 'Logging' },
  { number: 9, slug: '09-patching', title: 'Patching' },
  { number: 10, slug: '10-dependency-scanning', title: 'Dependency scanning' },
  { number: 11, slug: '11-automated-deployment', title: 'Automated deployment' },
  { number: 12, slug: '12-infrastructure-as-code', title: 'Infrastructure as code' },
  { number: 13, slug: '13-cicd-security', title: 'CI/CD security' },
];
