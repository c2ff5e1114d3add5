import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { VERSION } from '../util/version.ts';
import type { CheckOptions } from './check.ts';
import { visible } from '../report/visible.ts';
import { meant } from './closest.ts';
import { refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';
import type { ExpandOptions } from './expand.ts';
import type { ExplainOptions } from './explain.ts';
import type { FixCommandOptions } from './fix.ts';
import type { PolicyOptions } from './policy.ts';
import { FORMAT_NAMES, reportFormat } from './format-names.ts';
import { complain, print } from './streams.ts';
import { THRESHOLDS, day, parameter, practice, region, repeatable } from './values.ts';

/** The command line: every command, its options and its help. Commands load their own code when they run, and tell their exit code to `finish`. */
export function createProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command('casemate')
    .description('Checks serverless applications on AWS Lambda against the practices of securing them.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .allowUnknownOption()
    .configureOutput({
      writeOut: print,
      writeErr: complain,
      outputError: (text, write) => write(`casemate: ${worded(text)}\n`),
    })
    .addHelpText('after', EXIT_CODES);
  addCheck(program, finish);
  addFix(program, finish);
  addPolicy(program, finish);
  addExpand(program, finish);
  addExplain(program, finish);
  // Reached when no command is named; Commander itself answers an unknown word only when there is no such handler.
  program.argument('[word...]').action((words: readonly string[]) => {
    const [word] = words;
    if (word === undefined) program.outputHelp();
    else finish(unknownCommand(program, word));
  });
  const usage = '[command] [options]';
  return program.usage(usage);
}

/** Commander's message as the others are: a hint on a line of its own, and nothing that the terminal acts on. */
function worded(text: string): string {
  const [said = '', ...hints] = text
    .replace(/^error: /, '')
    .trimEnd()
    .split('\n');
  return [said, ...hints.map((hint) => hint.replace(/^\((.*)\)$/, '$1'))].map(visible).join('\n  ');
}

const EXIT_CODES = `
Exit codes:
  0  clean
  1  findings at or above the threshold
  2  wrong use, or input that cannot be read
  3  a bug in casemate`;

function addCheck(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('check')
    .description('read the apps under the paths and judge them against every practice')
    .argument('[paths...]', 'templates, or folders to search for apps (default: the current folder)')
    .addOption(new Option('-f, --format <name>', `how to report: ${FORMAT_NAMES.join(', ')} (default: text)`).argParser(reportFormat))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit code 1 (default: high, or the config file)').choices(
        THRESHOLDS,
      ),
    )
    .option('--strict', 'count an unknown as a finding')
    .option('--practice <number>', 'only checks of this practice (repeatable)', practice)
    .option('--check <id>', 'only this check (repeatable)', repeatable)
    .option('--config <file>', 'config file (default: casemate.config.json beside the app or above it)')
    .option('--baseline <file>', 'accept the findings listed in this file')
    .option('--write-baseline <file>', 'list the present findings in this file, to accept them from now on')
    .option('--parameter <name=value>', 'value of a template parameter (repeatable)', parameter)
    .option('--region <name>', 'region that the app is deployed to', region)
    .option('--drift <file>', 'what describe-stack-resource-drifts said of the deployed stack (repeatable)', repeatable)
    .option('--today <YYYY-MM-DD>', 'day to judge dates for (default: today, UTC)', day)
    .option('--fails-only', 'SARIF without unknowns and accepted findings, which GitHub code scanning would show as alerts')
    .option('--offline', 'use no network; check never does')
    .option('--no-cache', 'judge every app, and keep nothing for the next run (also CASEMATE_CACHE=off)')
    .option('--no-color', 'print without colours')
    .option('-q, --quiet', 'print findings only')
    .action(
      async (paths: readonly string[], { format = 'text', ...options }: Partial<CheckOptions> & Pick<CheckOptions, 'color' | 'cache'>) => {
        const { check } = await import('./check.ts');
        finish(await check(paths, { ...options, format }));
      },
    );
}

function addFix(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('fix')
    .description('edit the files in place so that findings go away; every edit is proved before anything is written')
    .argument('[paths...]', 'templates, or folders to search for apps (default: the current folder)')
    .option('--diff', 'show the edits as a unified diff and write nothing')
    .option('--safe', 'only edits that are safe in any app; the others want to be read')
    .option('--check <id>', 'only findings of this check (repeatable)', repeatable)
    .option('--practice <number>', 'only findings of this practice (repeatable)', practice)
    .option('-i, --interactive', 'ask about each edit')
    .option('--force', 'edit files with changes that git does not hold yet')
    .addOption(new Option('-f, --format <name>', 'how to report').choices(['text', 'json']).default('text'))
    .option('--config <file>', 'config file (default: casemate.config.json beside the app or above it)')
    .option('--baseline <file>', 'accept the findings listed in this file')
    .option('--parameter <name=value>', 'value of a template parameter (repeatable)', parameter)
    .option('--region <name>', 'region that the app is deployed to', region)
    .option('--today <YYYY-MM-DD>', 'day to judge dates for (default: today, UTC)', day)
    .option('--no-color', 'print without colours')
    .option('-q, --quiet', 'print nothing but what is wrong')
    .action(async (paths: readonly string[], options: FixCommandOptions) => {
      const { fix } = await import('./fix.ts');
      finish(await fix(paths, options));
    });
}

function addPolicy(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('policy')
    .description('print the smallest IAM policy that lets the code of each function do what it does')
    .argument('[paths...]', 'templates, or folders to search for apps (default: the current folder)')
    .option('--function <id>', 'only this function: its policy document alone')
    .addOption(
      new Option('-f, --format <name>', 'json: IAM policy documents; sam: Policies of a SAM function')
        .choices(['json', 'sam'])
        .default('json'),
    )
    .option('--why', 'print every grant with the lines of code and of the template that lead to it')
    .option('-o, --output <file>', 'write it to a file')
    .option('--parameter <name=value>', 'value of a template parameter (repeatable)', parameter)
    .option('--region <name>', 'region that the app is deployed to', region)
    .option('--config <file>', 'config file (default: casemate.config.json beside the app or above it)')
    .action(async (paths: readonly string[], options: PolicyOptions) => {
      const { policy } = await import('./policy.ts');
      finish(await policy(paths, options));
    });
}

function addExpand(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('expand')
    .description('print the CloudFormation template that a SAM template stands for, without AWS')
    .argument('<template>', 'SAM template, YAML or JSON')
    .addOption(new Option('-f, --format <name>', 'how to print').choices(['json', 'yaml']).default('json'))
    .option('-o, --output <file>', 'write the template to a file')
    .option('--parameter <name=value>', 'value of a template parameter (repeatable)', parameter)
    .option('--region <name>', 'region that the app is deployed to (default: us-east-1)', region)
    .action(async (template: string, { region: name = 'us-east-1', ...options }: Omit<ExpandOptions, 'region'> & { region?: string }) => {
      const { expand } = await import('./expand.ts');
      finish(expand(template, { ...options, region: name }));
    });
}

function addExplain(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('explain')
    .description('say what a check means, why, how to fix it and where that is written; without an id, list all checks')
    .argument('[id]', 'id of a check, such as bucket-public-access')
    .option('--no-color', 'print without colours')
    .action(async (id: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('./explain.ts');
      finish(explain(id, options));
    });
}

/** Somebody who names a path wants it checked; other words are compared with the commands. */
function unknownCommand(program: Command, word: string): ExitCode {
  const shown = visible(word);
  const names = program.commands.map((command) => command.name());
  if (word.startsWith('-'))
    return refuse(`there is no option ${shown} before a command`, 'Write options behind the command: "casemate check --format json".');
  const near = meant(word, names);
  if (near !== null) return refuse(`there is no command ${shown}`, `Did you mean "casemate ${near}"?`);
  if (existsSync(word) || /[/\\.]/.test(word)) return refuse(`${shown} is no command`, `Did you mean "casemate check ${shown}"?`);
  return refuse(`there is no command ${shown}`, `Commands are ${names.join(', ')}.`);
}
